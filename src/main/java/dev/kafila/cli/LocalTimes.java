package dev.kafila.cli;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Local times and zones as the command line writes them. */
final class LocalTimes {
  private static final DateTimeFormatter WITH_OFFSET =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm[:ss]xxx");
  private static final DateTimeFormatter TO_THE_MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mmxxx");

  private LocalTimes() {}

  /** Such as 2026-03-11T09:00-04:00; with seconds only where there are some. */
  static String text(ZonedDateTime time) {
    return (time.getSecond() == 0 ? TO_THE_MINUTE : WITH_OFFSET).format(time);
  }

  /** The machine's own zone where none is given. */
  static ZoneId zone(String id, CommandLine command) {
    try {
      return id == null ? ZoneId.systemDefault() : ZoneId.of(id);
    } catch (DateTimeException e) {
      throw new ParameterException(
          command, "--zone must be an IANA time zone such as America/New_York, not " + id, e);
    }
  }

  static LocalDateTime time(String option, String text, CommandLine command) {
    try {
      return LocalDateTime.parse(text);
    } catch (DateTimeException e) {
      throw new ParameterException(
          command, option + " must be a local time such as 2026-03-10T09:00, not " + text, e);
    }
  }
}
