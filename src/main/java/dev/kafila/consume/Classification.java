package dev.kafila.consume;

import dev.kafila.event.RejectedEventException;
import dev.kafila.event.UnreadableEventException;
import dev.kafila.notification.delivery.ChannelAwayException;
import dev.kafila.store.StoreAwayException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.NoTypeConversionAvailableException;
import org.apache.camel.TypeConversionException;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;

/** The one table that says which failure is whose. */
public final class Classification {
  /** SQL states, by their beginning, of a database that is away, full, or only to be read. */
  private static final List<String> STORE_AWAY = List.of("08", "57P", "53", "25006");

  private record Rule(Predicate<Throwable> matches, FailureKind kind) {}

  private static final List<Rule> RULES =
      List.of(
          is(UnreadableEventException.class, FailureKind.RECORD),
          is(RejectedEventException.class, FailureKind.RECORD),
          is(InvalidPayloadException.class, FailureKind.RECORD),
          is(TypeConversionException.class, FailureKind.RECORD),
          is(NoTypeConversionAvailableException.class, FailureKind.RECORD),
          is(StoreAwayException.class, FailureKind.SURROUNDINGS),
          is(ChannelAwayException.class, FailureKind.SURROUNDINGS),
          is(SQLTransientConnectionException.class, FailureKind.SURROUNDINGS),
          is(SQLNonTransientConnectionException.class, FailureKind.SURROUNDINGS),
          is(SQLRecoverableException.class, FailureKind.SURROUNDINGS),
          new Rule(Classification::isStoreAway, FailureKind.SURROUNDINGS),
          is(RetriableException.class, FailureKind.SURROUNDINGS),
          is(AuthenticationException.class, FailureKind.SURROUNDINGS),
          is(AuthorizationException.class, FailureKind.SURROUNDINGS),
          is(DirectConsumerNotAvailableException.class, FailureKind.SURROUNDINGS),
          is(RejectedExecutionException.class, FailureKind.SURROUNDINGS),
          is(InterruptedException.class, FailureKind.SURROUNDINGS));

  private Classification() {}

  private static Rule is(Class<? extends Throwable> type, FailureKind kind) {
    return new Rule(type::isInstance, kind);
  }

  /** A pool or driver that has no connection to ask gives no state at all. */
  private static boolean isStoreAway(Throwable failure) {
    return failure instanceof SQLException sql
        && (sql.getSQLState() == null
            || STORE_AWAY.stream().anyMatch(sql.getSQLState()::startsWith));
  }

  /** Decides by the outermost throwable of the chain of causes that the table knows. */
  public static FailureKind of(Throwable failure) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Throwable one = failure; one != null && seen.add(one); one = one.getCause()) {
      for (Rule rule : RULES) {
        if (rule.matches().test(one)) {
          return rule.kind();
        }
      }
    }
    return FailureKind.UNKNOWN;
  }
}
