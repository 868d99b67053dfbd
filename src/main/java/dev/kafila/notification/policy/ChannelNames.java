package dev.kafila.notification.policy;

import dev.kafila.task.InvalidFieldException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;

/** Lists of channels, in the order of preference. */
public final class ChannelNames {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,49}");
  private static final int MOST = 10;

  private ChannelNames() {}

  /**
   * @return the same, each once
   * @throws InvalidFieldException names the field if they are too many or no names
   */
  public static List<String> checked(String field, List<String> names) {
    var channels = List.copyOf(new LinkedHashSet<>(names));
    if (channels.size() > MOST) {
      throw new InvalidFieldException(field, "at most " + MOST + " are allowed");
    }
    if (!channels.stream().allMatch(name -> NAME.matcher(name).matches())) {
      throw new InvalidFieldException(field, "must be names of channels such as in_app");
    }
    return channels;
  }
}
