package dev.kafila.boot.delivery;

import dev.kafila.config.DeliverySettings.Telegram;
import java.util.Optional;

/** Where the bot's messages go: not in the route, for the address holds the token. */
public final class TelegramBot {
  private final Optional<Telegram> bot;

  /**
   * @param bot empty: nobody will ask
   */
  TelegramBot(Optional<Telegram> bot) {
    this.bot = bot;
  }

  /** For the route. */
  public String sendMessage() {
    var known = bot.orElseThrow();
    return "%s/bot%s/sendMessage".formatted(known.url(), known.token());
  }
}
