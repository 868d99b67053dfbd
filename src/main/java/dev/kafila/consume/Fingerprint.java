package dev.kafila.consume;

import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.TypeConversionException;
import org.apache.camel.component.bean.ParameterBindingException;

/** Groups failures of one cause, whichever record they hit. */
final class Fingerprint {
  private static final String OWN_PACKAGE = "dev.kafila.";
  private static final String CAMEL = "org.apache.camel.";
  private static final int OWN_FRAMES = 3;
  private static final int BYTES = 6;
  private static final Pattern VARYING =
      Pattern.compile(
          "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}" // UUIDs
              + "|\"[^\"]*\"|'[^']*'" // quoted values
              + "|\\b[0-9a-fA-F]{8,}\\b" // other ids
              + "|\\d+");

  private Fingerprint() {}

  /** The throwable that tells most: without the wrappers that calls through Camel add. */
  static Throwable unwrap(Throwable failure) {
    Throwable one = failure;
    while (isWrapper(one) && one.getCause() != null) {
      one = one.getCause();
    }
    return one;
  }

  private static boolean isWrapper(Throwable failure) {
    return failure.getClass() == RuntimeCamelException.class
        || failure instanceof CamelExecutionException
        || failure instanceof InvalidPayloadException
        || failure instanceof ParameterBindingException
        || failure instanceof TypeConversionException
        || failure instanceof InvocationTargetException;
  }

  /** Twelve hexadecimal digits from exception class, own top frames and masked message. */
  static String of(Throwable failure) {
    Throwable told = unwrap(failure);
    String frames =
        whereItFailed(told.getStackTrace())
            .filter(frame -> isOf(frame, OWN_PACKAGE))
            .limit(OWN_FRAMES)
            .map(frame -> frame.getClassName() + "." + frame.getMethodName())
            .collect(Collectors.joining("\n"));
    String text = told.getClass().getName() + "\n" + frames + "\n" + mask(told.getMessage());
    return HexFormat.of().formatHex(sha256(text), 0, BYTES);
  }

  /** What was called by way of Camel, where that is own: the same whichever route called it. */
  private static Stream<StackTraceElement> whereItFailed(StackTraceElement[] stack) {
    var below = Arrays.stream(stack).takeWhile(frame -> !isOf(frame, CAMEL)).toList();
    return below.stream().anyMatch(frame -> isOf(frame, OWN_PACKAGE))
        ? below.stream()
        : Arrays.stream(stack);
  }

  private static boolean isOf(StackTraceElement frame, String packages) {
    return frame.getClassName().startsWith(packages);
  }

  static String mask(String message) {
    return message == null ? "" : VARYING.matcher(message).replaceAll("*");
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
