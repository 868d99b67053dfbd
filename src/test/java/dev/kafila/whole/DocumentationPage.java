package dev.kafila.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafila.testing.KafilaProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** A page whose examples a test does, word by word. */
record DocumentationPage(String file) {

  /** The code blocks of a language. */
  List<String> blocks(String language) throws IOException {
    return Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL)
        .matcher(Files.readString(Path.of(file)))
        .results()
        .map(block -> block.group(1))
        .toList();
  }

  /** Runs the blocks of shell commands one after the other, at the port of a program. */
  void run(String language, KafilaProcess kafila) throws IOException, InterruptedException {
    for (var commands : blocks(language)) {
      var here = commands.replace("127.0.0.1:8080", kafila.http("").getAuthority());
      var process = new ProcessBuilder("bash", "-e", "-c", here).redirectErrorStream(true).start();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(output).isZero();
      assertThat(output).doesNotContain("\"errors\"");
    }
  }
}
