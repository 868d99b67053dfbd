package dev.kafila.web.ops;

import dev.kafila.kafka.Lag;
import dev.kafila.kafka.LagReport;
import dev.kafila.web.ProblemException;
import java.util.Optional;

/** {@code GET /api/ops/lag}: what {@code kafila lag --json} prints. */
public record LagOps(Lag lag, int alertThreshold) implements OpsHandler {

  @Override
  public Object answer(OpsRequest request) {
    var all = lag.read(Optional.empty());
    var only = request.text("group");
    if (only.isEmpty()) {
      return LagReport.of(all, alertThreshold);
    }
    var ofGroup = all.stream().filter(one -> one.group().equals(only.get())).toList();
    if (ofGroup.isEmpty()) {
      throw ProblemException.of(404, "no consumer group %s reads our topics".formatted(only.get()));
    }
    return LagReport.of(ofGroup, alertThreshold);
  }
}
