package dev.kafila.cli;

import dev.kafila.cli.doctor.Doctor;
import dev.kafila.cli.doctor.Finding;
import dev.kafila.cli.doctor.Finding.State;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** {@code kafila doctor}: what is wrong here, and what to do; exit code 1 if anything is. */
@Command(
    name = "doctor",
    description =
        "Look at settings, machine, ports, servers and what waits, without changing anything;"
            + " 1 if something is wrong.")
final class DoctorCommand implements Callable<Integer> {
  private static final int LONGEST = 200;

  @Mixin private SettingsOptions options;
  @Mixin private Answer answer;

  /**
   * What JSON is made of.
   *
   * @param well whether nothing is wrong; warnings may be
   */
  private record Report(boolean well, List<Finding> checks) {}

  @Override
  public Integer call() {
    var findings =
        new Doctor(
                options.properties(),
                SettingsOptions.routes(),
                SettingsOptions::database,
                SettingsOptions::connection,
                Clock.systemUTC())
            .examine();
    long wrong = count(findings, State.WRONG);
    answer.print(text(findings, wrong), new Report(wrong == 0, findings));
    return wrong == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private static String text(List<Finding> findings, long wrong) {
    var table = new Table("CHECK", "STATE", "FOUND", "WHAT TO DO");
    for (var one : findings) {
      table.row(
          one.check(),
          one.state().toString(),
          Printable.cell(one.found(), LONGEST),
          one.todo() == null ? "" : Printable.cell(one.todo(), LONGEST));
    }
    var gap = System.lineSeparator() + System.lineSeparator();
    return table
        + gap
        + "%d wrong, to be looked at: %d.".formatted(wrong, count(findings, State.WARNING));
  }

  private static long count(List<Finding> findings, State state) {
    return findings.stream().filter(one -> one.state() == state).count();
  }
}
