package dev.kafila.chat.model;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import java.util.List;

/** What a model may call: the chat's own actions. */
final class ModelTools {
  private static final String DATE = "Such as 2026-03-16; only for a whole day.";
  private static final String TIME = "Wall time such as 2026-03-16T09:00; without offset.";
  private static final List<String> PRIORITIES = List.of("low", "medium", "high");

  static final List<ToolSpecification> ALL =
      List.of(
          tool("add_task", "Adds a task. Call it once for each task.", newTask("title")),
          tool("update_task", "Changes fields of a task.", change("task")),
          tool(
              "list_tasks",
              "Shows tasks; all that are open unless something is given.",
              new JsonObjectSchema.Builder()
                  .addEnumProperty("status", List.of("pending", "completed"))
                  .addStringProperty("query", "Words that they contain.")
                  .addStringProperty("tag")
                  .addStringProperty("from", "First day on which they are due: 2026-03-16.")
                  .addStringProperty("to", "Last such day.")
                  .additionalProperties(false)
                  .build()),
          tool(
              "snooze_task",
              "Reminds of a task again later.",
              onTask().addStringProperty("until", TIME).required("task", "until").build()),
          tool("complete_task", "Marks a task as done.", onTask().required("task").build()),
          tool("reopen_task", "Marks a task as not done.", onTask().required("task").build()),
          tool("delete_task", "Deletes a task.", onTask().required("task").build()),
          tool(
              "skip_task",
              "Passes over this occurrence of a task that repeats.",
              onTask().required("task").build()));

  private ModelTools() {}

  private static ToolSpecification tool(String name, String what, JsonObjectSchema arguments) {
    return ToolSpecification.builder().name(name).description(what).parameters(arguments).build();
  }

  private static JsonObjectSchema.Builder onTask() {
    return new JsonObjectSchema.Builder()
        .addStringProperty("task", "Words of the task's title, as the person says them.")
        .additionalProperties(false);
  }

  private static JsonObjectSchema newTask(String required) {
    return fields(new JsonObjectSchema.Builder().additionalProperties(false))
        .addStringProperty("title", "What is to be done, in the person's own words and language.")
        .addStringProperty("recurrence_rule", "RFC 5545 RRULE; needs due_date or due_at.")
        .addIntegerProperty("remind_minutes_before", "Minutes before it is due.")
        .required(required)
        .build();
  }

  private static JsonObjectSchema change(String required) {
    return fields(onTask()).addStringProperty("title", "The new one.").required(required).build();
  }

  private static JsonObjectSchema.Builder fields(JsonObjectSchema.Builder builder) {
    return builder
        .addStringProperty("due_date", DATE)
        .addStringProperty("due_at", TIME)
        .addEnumProperty("priority", PRIORITIES)
        .addProperty("tags", JsonArraySchema.builder().items(new JsonStringSchema()).build());
  }
}
