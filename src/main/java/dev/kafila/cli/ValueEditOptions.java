package dev.kafila.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.kafila.config.ConfigurationException;
import dev.kafila.deadletter.FieldEdit;
import dev.kafila.deadletter.LetterValue;
import dev.kafila.deadletter.ValueEdit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What is sent instead of a letter's value. */
final class ValueEditOptions {
  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Set a field, such as task.tags[0]=home; JSON, or else text. May be repeated.")
  private Map<String, String> set = new LinkedHashMap<>();

  @Option(names = "--value", paramLabel = "FILE", description = "Send this instead; one letter.")
  private Path value;

  @Option(names = "--edit", description = "Open the value in $VISUAL or $EDITOR; one letter.")
  private boolean edit;

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  /**
   * @param ids how many letters are named
   */
  ValueEdit edit(int ids) {
    if (!set.isEmpty() && (edit || value != null) || (edit && value != null)) {
      throw misuse("give one of --edit, --set and --value");
    }
    if ((edit || value != null) && ids != 1) {
      throw misuse("--edit and --value are for one letter, named by its id");
    }
    if (edit) {
      return Editor.of(System.getenv())
          .orElseThrow(() -> misuse("no editor: set VISUAL or EDITOR, or use --set or --value"));
    }
    if (value != null) {
      var bytes = read(value);
      return letter -> bytes;
    }
    return set.isEmpty() ? ValueEdit.NONE : fields();
  }

  private FieldEdit fields() {
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    set.forEach(
        (path, text) -> {
          if (!FieldEdit.isPath(path)) {
            throw misuse("--set takes a path such as task.tags[0], not " + path);
          }
          fields.put(
              path,
              LetterValue.json(text.getBytes(StandardCharsets.UTF_8))
                  .orElseGet(() -> TextNode.valueOf(text)));
        });
    return new FieldEdit(fields);
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new ConfigurationException("%s cannot be read: name another file".formatted(file), e);
    }
  }

  private ParameterException misuse(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
