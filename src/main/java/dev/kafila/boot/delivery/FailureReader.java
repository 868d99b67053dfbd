package dev.kafila.boot.delivery;

import dev.kafila.notification.delivery.Failure;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.AddressException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/** The one table that says what an exception of an HTTP or mail client tells of a channel. */
final class FailureReader {
  private static final Set<Integer> LATER = Set.of(408, 425, 429);
  private static final int REDIRECT = 300;
  private static final int CLIENT_ERROR = 400;
  private static final int SERVER_ERROR = 500;

  /** SMTP replies that look final and are about us, not about the address. */
  private static final Set<Integer> OUR_FAULT = Set.of(530, 534, 535, 538);

  private static final int MOST_WORDS = 200;
  private static final int MOST_CAUSES = 20;

  private final Clock clock;

  FailureReader(Clock clock) {
    this.clock = clock;
  }

  /** Empty where the exception tells nothing about the channel: it is a mistake in the route. */
  Optional<Failure> read(Throwable thrown) {
    var chain = chain(thrown);
    return chain.stream().map(this::readOne).flatMap(Optional::stream).findFirst();
  }

  private static List<Throwable> chain(Throwable thrown) {
    List<Throwable> chain = new ArrayList<>();
    add(thrown, chain);
    // The innermost knows best: a mail that failed says less than the reply that it failed by.
    Collections.reverse(chain);
    return chain;
  }

  private static void add(Throwable thrown, List<Throwable> chain) {
    if (thrown == null || chain.contains(thrown) || chain.size() >= MOST_CAUSES) {
      return;
    }
    chain.add(thrown);
    add(thrown.getCause(), chain);
    if (thrown instanceof MessagingException mail) {
      add(mail.getNextException(), chain);
    }
  }

  private Optional<Failure> readOne(Throwable thrown) {
    if (thrown instanceof HttpOperationFailedException http) {
      return Optional.of(http(http));
    }
    return mail(thrown).or(() -> network(thrown));
  }

  private Failure http(HttpOperationFailedException answer) {
    int status = answer.getStatusCode();
    if (status >= SERVER_ERROR || LATER.contains(status)) {
      return Failure.away("it answers with HTTP " + status)
          .until(retryAfter(answer.getResponseHeaders()));
    }
    return Failure.refused(
        status >= REDIRECT && status < CLIENT_ERROR
            ? "it answers with a redirect (HTTP %d), which is not followed".formatted(status)
            : "it refuses with HTTP " + status);
  }

  /** Seconds, or a date; null where it says neither. */
  private Instant retryAfter(Map<String, String> headers) {
    var text =
        headers == null
            ? null
            : headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("Retry-After"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    if (text == null) {
      return null;
    }
    if (text.strip().matches("[0-9]{1,9}")) {
      return clock.instant().plus(Duration.ofSeconds(Long.parseLong(text.strip())));
    }
    try {
      return ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static Optional<Failure> mail(Throwable thrown) {
    if (thrown instanceof SMTPAddressFailedException reply) {
      return Optional.of(reply(reply.getReturnCode(), reply));
    }
    if (thrown instanceof SMTPSenderFailedException reply) {
      return Optional.of(reply(reply.getReturnCode(), reply));
    }
    if (thrown instanceof SMTPSendFailedException reply) {
      return Optional.of(reply(reply.getReturnCode(), reply));
    }
    if (thrown instanceof AuthenticationFailedException) {
      return Optional.of(Failure.away("the mail server does not accept our login"));
    }
    if (thrown instanceof AddressException || thrown instanceof SendFailedException) {
      return Optional.of(Failure.refused("the address cannot be mailed to").saying(words(thrown)));
    }
    if (thrown instanceof MessagingException) {
      return Optional.of(Failure.away("the mail server does not answer as it should"));
    }
    return Optional.empty();
  }

  private static String words(Throwable thrown) {
    var words = String.valueOf(thrown.getMessage()).strip();
    return words.length() > MOST_WORDS ? words.substring(0, MOST_WORDS) : words;
  }

  private static Failure reply(int code, MessagingException reply) {
    var said = words(reply);
    return code >= SERVER_ERROR && !OUR_FAULT.contains(code)
        ? Failure.refused("the mail server refuses").saying(said)
        : Failure.away("the mail server answers with " + code).saying(said);
  }

  private static Optional<Failure> network(Throwable thrown) {
    if (thrown instanceof PrivateAddressException) {
      return Optional.of(Failure.refused("the address leads to a private network"));
    }
    if (thrown instanceof TimeoutException || thrown instanceof SocketTimeoutException) {
      return Optional.of(Failure.away("no answer within the time limit"));
    }
    if (thrown instanceof UnknownHostException) {
      return Optional.of(Failure.away("its host is not known"));
    }
    if (thrown instanceof ConnectException || thrown instanceof NoRouteToHostException) {
      return Optional.of(Failure.away("it cannot be connected to"));
    }
    if (thrown instanceof SSLException) {
      return Optional.of(Failure.away("no secure connection to it"));
    }
    if (thrown instanceof IOException) {
      return Optional.of(Failure.away("the connection was lost"));
    }
    return Optional.empty();
  }
}
