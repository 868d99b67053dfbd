package dev.kafila.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.ArrayList;
import java.util.List;

/** Keeps what libraries say off the console, unless it is a warning. Named in {@code logging/}. */
public final class LibraryFilter extends Filter<ILoggingEvent> {
  private final List<String> libraries = new ArrayList<>();

  /** A package of libraries, such as {@code org.apache}. */
  public void addLibrary(String packageName) {
    libraries.add(packageName + ".");
  }

  @Override
  public FilterReply decide(ILoggingEvent event) {
    boolean chatter =
        !event.getLevel().isGreaterOrEqual(Level.WARN)
            && libraries.stream().anyMatch(event.getLoggerName()::startsWith);
    return chatter ? FilterReply.DENY : FilterReply.NEUTRAL;
  }
}
