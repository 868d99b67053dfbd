package dev.kafila.cli;

import dev.kafila.deadletter.EditRefusedException;
import dev.kafila.deadletter.Letter;
import dev.kafila.deadletter.LetterValue;
import dev.kafila.deadletter.ValueEdit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Opens values in an editor, JSON indented. What is still JSON is sent without spaces again, all
 * else as it was saved.
 *
 * @param command as a shell takes it
 */
record Editor(String command) implements ValueEdit {

  /** The one that the environment names; empty: none. */
  static Optional<Editor> of(Map<String, String> environment) {
    return Stream.of("VISUAL", "EDITOR")
        .map(environment::get)
        .filter(command -> command != null && !command.isBlank())
        .findFirst()
        .map(Editor::new);
  }

  @Override
  public byte[] edit(Letter letter) {
    var before = letter.value() == null ? new byte[0] : letter.value();
    var text =
        LetterValue.text(before)
            .orElseThrow(
                () -> new EditRefusedException("its value is not text: give one with --value"));
    var json = LetterValue.json(before);
    var shown = json.isPresent() ? LetterValue.readable(before) : text;
    var saved = open(shown, json.isPresent() ? ".json" : ".txt");
    if (!shown.endsWith("\n") && saved.endsWith("\n")) {
      // Editors end the last line.
      saved = saved.substring(0, saved.length() - 1);
    }
    var after = saved.getBytes(StandardCharsets.UTF_8);
    var edited = LetterValue.json(after);
    boolean same = json.isPresent() ? json.equals(edited) : saved.equals(shown);
    if (same) {
      throw new EditRefusedException("nothing was changed: without --edit it is sent as it is");
    }
    return json.isPresent() ? edited.map(LetterValue::bytes).orElse(after) : after;
  }

  private String open(String text, String suffix) {
    Path file = null;
    try {
      // Readable for its owner alone.
      file = Files.createTempFile("kafila-letter-", suffix);
      Files.writeString(file, text);
      var process =
          new ProcessBuilder("sh", "-c", command + " \"$1\"", "sh", file.toString())
              .inheritIO()
              .start();
      int exitCode = process.waitFor();
      if (exitCode != 0) {
        throw new EditRefusedException("%s ended with %d".formatted(command, exitCode));
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new EditRefusedException("what %s saved cannot be read: %s".formatted(command, e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EditRefusedException(command + " was interrupted");
    } finally {
      delete(file);
    }
  }

  private static void delete(Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      file.toFile().deleteOnExit();
    }
  }
}
