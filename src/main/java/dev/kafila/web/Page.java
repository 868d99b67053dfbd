package dev.kafila.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** One page of a longer list. */
final class Page {
  private Page() {}

  /**
   * The page as JSON.
   *
   * @param name how the list is called
   * @param found one more than fits, where there is more
   * @param id what the cursor points behind
   */
  static <T> Map<String, Object> of(
      String name, List<T> found, int limit, Function<T, UUID> id, Function<T, ?> view) {
    var shown = found.subList(0, Math.min(limit, found.size()));
    Map<String, Object> page = new LinkedHashMap<>();
    page.put(name, shown.stream().map(view).toList());
    if (found.size() > limit) {
      page.put("next_cursor", Cursor.after(id.apply(shown.get(limit - 1))));
    }
    return page;
  }
}
