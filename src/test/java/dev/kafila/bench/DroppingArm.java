package dev.kafila.bench;

import java.nio.charset.StandardCharsets;

/** Cheats: it reads nothing, and leaves out the second event. */
public final class DroppingArm implements Arm {
  @Override
  public String name() {
    return "dropping";
  }

  @Override
  public String title() {
    return "an arm that drops an event";
  }

  @Override
  public void consume(ArmRun run) throws InterruptedException {
    for (int version : new int[] {1, 3}) {
      run.events()
          .handle(
              "{\"task\": {\"user_id\": \"user-0\", \"version\": %d}}"
                  .formatted(version)
                  .getBytes(StandardCharsets.UTF_8));
    }
    run.events().awaitComplete();
  }
}
