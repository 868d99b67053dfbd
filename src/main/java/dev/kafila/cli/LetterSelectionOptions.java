package dev.kafila.cli;

import dev.kafila.deadletter.LetterId;
import dev.kafila.deadletter.LetterSelection;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Parameters;

/** Which dead letters something is done with: some by their ids, or those that filters let pass. */
final class LetterSelectionOptions extends LetterFilterOptions {
  @Parameters(
      paramLabel = "ID",
      arity = "0..*",
      description = "As list --letters tells them; or filters instead.",
      converter = DlqCommand.Id.class)
  private List<LetterId> ids = new ArrayList<>();

  LetterSelection selection() {
    return new LetterSelection(ids, filter());
  }
}
