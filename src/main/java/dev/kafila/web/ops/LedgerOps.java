package dev.kafila.web.ops;

import dev.kafila.ledger.Ledger;

/** {@code GET /api/ops/ledger}: what {@code kafila ledger --json} prints. */
public record LedgerOps(Ledger ledger) implements OpsHandler {

  @Override
  public Object answer(OpsRequest request) {
    boolean minutes = request.flag("minutes");
    var report = ledger.check(request.time("since"));
    return minutes ? report : report.inTotal();
  }
}
