package dev.kafila.web.ops;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafila.deadletter.DeadLetterService;
import dev.kafila.deadletter.FieldEdit;
import dev.kafila.deadletter.LetterFilter;
import dev.kafila.deadletter.LetterId;
import dev.kafila.deadletter.LetterSelection;
import dev.kafila.deadletter.Purged;
import dev.kafila.deadletter.ReplayRequest;
import dev.kafila.deadletter.ValueEdit;
import dev.kafila.web.ProblemException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Dead letters: what {@code ./kafila dlq} does, with the same JSON. */
public final class DeadLetterOps {
  private static final String[] FILTER = {
    "topic", "group", "fingerprint", "user", "since", "until"
  };

  private final DeadLetterService letters;

  public DeadLetterOps(DeadLetterService letters) {
    this.letters = letters;
  }

  /** Puts everything about dead letters onto the server. */
  public void register(OpsServer server) {
    server
        .get("/dead-letters", filterAnd("letters", "all"), this::list)
        .get("/dead-letters/:id", Set.of(), this::show)
        .post(
            "/dead-letters/replay",
            filterAnd("ids", "dry_run", "force", "with_later", "rate", "set"),
            this::replay)
        .post("/dead-letters/purge", filterAnd("ids", "all", "dry_run", "yes"), this::purge);
  }

  private static Set<String> filterAnd(String... others) {
    return Stream.concat(Arrays.stream(FILTER), Arrays.stream(others))
        .collect(Collectors.toUnmodifiableSet());
  }

  private Object list(OpsRequest request) {
    boolean all = request.flag("all");
    return request.flag("letters")
        ? letters.list(filter(request), all)
        : letters.groups(filter(request), all);
  }

  private Object show(OpsRequest request) {
    var id = id("id", request.path().get("id"));
    return letters
        .show(id)
        .orElseThrow(() -> ProblemException.of(404, "there is no dead letter " + id));
  }

  private Object replay(OpsRequest request) {
    return letters.replay(
        selection(request),
        new ReplayRequest(
            who(request),
            request.flag("dry_run"),
            request.flag("force"),
            request.flag("with_later"),
            request.number("rate", ReplayRequest.USUAL_PER_SECOND, 1, 10_000),
            edit(request)));
  }

  private static ValueEdit edit(OpsRequest request) {
    var set = request.value("set");
    if (set.isEmpty()) {
      return ValueEdit.NONE;
    }
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    set.get().fields().forEachRemaining(field -> fields.put(field.getKey(), field.getValue()));
    if (!set.get().isObject() || !fields.keySet().stream().allMatch(FieldEdit::isPath)) {
      throw ProblemException.field("set", "must hold values by paths such as task.tags[0]");
    }
    return new FieldEdit(fields);
  }

  private Object purge(OpsRequest request) {
    var selection = request.flag("all") ? everything(request) : selection(request);
    boolean dryRun = request.flag("dry_run");
    if (!dryRun && !request.flag("yes")) {
      throw ProblemException.field("yes", "must be true to purge; dry_run says what would go");
    }
    var plan = letters.planPurge(selection);
    return dryRun ? Purged.would(plan) : letters.purge(plan, who(request));
  }

  private static LetterSelection everything(OpsRequest request) {
    var filter = filter(request);
    if (!filter.isEmpty() || request.value("ids").isPresent()) {
      throw ProblemException.field("all", "cannot be given with ids or filters");
    }
    return new LetterSelection(List.of(), filter);
  }

  private static LetterSelection selection(OpsRequest request) {
    var ids = request.texts("ids").stream().map(id -> id("ids", id)).toList();
    var selection = new LetterSelection(ids, filter(request));
    if (!selection.isClear()) {
      throw ProblemException.field("ids", "must be given, or else filters");
    }
    return selection;
  }

  private static LetterFilter filter(OpsRequest request) {
    return new LetterFilter(
        request.text("topic"),
        request.text("group"),
        request.text("fingerprint"),
        request.text("user"),
        request.time("since"),
        request.time("until"));
  }

  private static LetterId id(String field, String text) {
    try {
      return LetterId.parse(text);
    } catch (IllegalArgumentException e) {
      throw ProblemException.field(field, "must look like task-events-0-17");
    }
  }

  private static String who(OpsRequest request) {
    return "operators' endpoint, " + request.remote();
  }
}
