package dev.kafila.calendar;

import dev.kafila.task.Anchor;
import dev.kafila.task.Priority;
import dev.kafila.task.Reminder;
import dev.kafila.task.Task;
import dev.kafila.task.TaskFields;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.ComponentList;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.PropertyList;
import net.fortuna.ical4j.model.TextList;
import net.fortuna.ical4j.model.TimeZoneRegistry;
import net.fortuna.ical4j.model.TimeZoneRegistryFactory;
import net.fortuna.ical4j.model.component.CalendarComponent;
import net.fortuna.ical4j.model.component.VAlarm;
import net.fortuna.ical4j.model.component.VTimeZone;
import net.fortuna.ical4j.model.component.VToDo;
import net.fortuna.ical4j.model.property.Categories;
import net.fortuna.ical4j.model.property.Completed;
import net.fortuna.ical4j.model.property.Created;
import net.fortuna.ical4j.model.property.Description;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.Due;
import net.fortuna.ical4j.model.property.LastModified;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.RRule;
import net.fortuna.ical4j.model.property.Sequence;
import net.fortuna.ical4j.model.property.Summary;
import net.fortuna.ical4j.model.property.Trigger;
import net.fortuna.ical4j.model.property.TzId;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.immutable.ImmutableAction;
import net.fortuna.ical4j.model.property.immutable.ImmutableStatus;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;

/** Tasks as iCalendar VTODOs (RFC 5545). */
public final class TaskCalendar {
  private static final int FIRST_PRIORITY = 1;
  private static final int MIDDLE_PRIORITY = 5;
  private static final int LAST_PRIORITY = 9;

  private final TimeZoneRegistry zones = TimeZoneRegistryFactory.getInstance().createRegistry();
  private final Map<String, CalendarComponent> zonesInUse = new LinkedHashMap<>();

  private TaskCalendar() {}

  /** The tasks, in their order, with the time zones that they are in. */
  public static String of(List<Task> tasks) {
    var made = new TaskCalendar();
    var todos = tasks.stream().map(made::todo).toList();
    List<CalendarComponent> components = new ArrayList<>(made.zonesInUse.values());
    components.addAll(todos);
    var properties =
        new PropertyList(
            List.of(new ProdId("-//Kafila//Kafila//EN"), ImmutableVersion.VERSION_2_0));
    return new Calendar(properties, new ComponentList<>(components)).toString();
  }

  private VToDo todo(Task task) {
    var fields = task.fields();
    List<Property> properties = new ArrayList<>();
    properties.add(new Uid(task.taskId().toString()));
    properties.add(new DtStamp(seconds(task.updatedAt())));
    properties.add(new Created(seconds(task.createdAt())));
    properties.add(new LastModified(seconds(task.updatedAt())));
    properties.add(new Sequence((int) Math.min(task.version() - 1, Integer.MAX_VALUE)));
    properties.add(new Summary(text(fields.title())));
    if (fields.description() != null) {
      properties.add(new Description(text(fields.description())));
    }
    properties.add(priority(fields.priority()));
    if (!fields.tags().isEmpty()) {
      properties.add(
          new Categories(
              new TextList(fields.tags().stream().map(TaskCalendar::text).toArray(String[]::new))));
    }
    if (task.isPending()) {
      properties.add(ImmutableStatus.VTODO_NEEDS_ACTION);
    } else {
      properties.add(ImmutableStatus.VTODO_COMPLETED);
      properties.add(new Completed(seconds(task.completedAt())));
    }
    if (fields.due() != null && !task.isPaused()) {
      properties.addAll(dates(task));
    }
    var alarms =
        task.isPending() && !task.isPaused()
            ? fields.reminders().stream().map(r -> alarm(r, fields)).toList()
            : List.<VAlarm>of();
    return new VToDo(new PropertyList(properties), new ComponentList<>(alarms));
  }

  private List<Property> dates(Task task) {
    var fields = task.fields();
    var due = time(fields);
    // The days of a rule are the zone's: it says nothing of moments, but for those of UTC.
    boolean sayable = !(due instanceof Instant) || isUtc(fields.zone());
    var rule = sayable ? rule(task) : Optional.<String>empty();
    return rule.isEmpty()
        ? List.of(new Due<>(due))
        : List.of(new DtStart<>(due), new Due<>(due), new RRule<>(rule.get()));
  }

  /** None where it was moved: a rule would move all that follow with it. */
  private static Optional<String> rule(Task task) {
    var fields = task.fields();
    var series = task.series();
    boolean said =
        series != null
            && task.isPending()
            && fields.recurrenceAnchor() == Anchor.DUE
            && series.fields() == null
            && series.slot().equals(fields.due().at());
    return said ? PlainRule.of(fields.recurrenceRule(), series, fields) : Optional.empty();
  }

  /** A day, a time in a zone that comes along, or else a moment. */
  private Temporal time(TaskFields fields) {
    if (fields.due().wholeDay()) {
      return fields.due().at().toLocalDate();
    }
    var time = fields.due().at().atZone(fields.zone());
    return hasZone(fields.zone()) ? time : time.toInstant();
  }

  private boolean hasZone(ZoneId zone) {
    if (zonesInUse.containsKey(zone.getId())) {
      return true;
    }
    // Asked for a zone that it does not have, ical4j fails.
    if (isUtc(zone)
        || Calendar.class.getResource("/zoneinfo/%s.ics".formatted(zone.getId())) == null) {
      return false;
    }
    // Of a zone with several names, such as Europe/Oslo, ical4j's definition bears another one.
    VTimeZone named = zones.getTimeZone(zone.getId()).getVTimeZone().copy();
    named.replace(new TzId(zone.getId()));
    zonesInUse.put(zone.getId(), named);
    return true;
  }

  private static boolean isUtc(ZoneId zone) {
    return zone.getRules().isFixedOffset()
        && zone.getRules().getOffset(Instant.EPOCH).equals(ZoneOffset.UTC);
  }

  /** Text has lines and tabs, but no other control characters. */
  private static String text(String text) {
    return text.replaceAll("\\R", "\n").replaceAll("[\\p{Cntrl}&&[^\n\t]]", " ");
  }

  private static VAlarm alarm(Reminder reminder, TaskFields fields) {
    var trigger =
        reminder.remindAt() != null
            ? new Trigger(seconds(reminder.remindAt().toInstant()))
            : relative(reminder, fields);
    return new VAlarm(
        new PropertyList(
            List.of(ImmutableAction.DISPLAY, new Description(text(fields.title())), trigger)));
  }

  private static Trigger relative(Reminder reminder, TaskFields fields) {
    return reminder
        .instant(fields.due(), fields.zone())
        .map(moment -> new Trigger(seconds(moment)))
        .orElseGet(() -> new Trigger(Duration.ofMinutes(-reminder.minutesBefore())));
  }

  private static net.fortuna.ical4j.model.property.Priority priority(Priority priority) {
    return new net.fortuna.ical4j.model.property.Priority(
        switch (priority) {
          case HIGH -> FIRST_PRIORITY;
          case MEDIUM -> MIDDLE_PRIORITY;
          case LOW -> LAST_PRIORITY;
        });
  }

  private static Instant seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }
}
