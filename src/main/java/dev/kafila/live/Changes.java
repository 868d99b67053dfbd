package dev.kafila.live;

import dev.kafila.store.Columns;
import dev.kafila.store.WriteBehind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * The table of changes. A user's changes are added one transaction after the other, so that none
 * appears later with a smaller number than one that was seen.
 */
public final class Changes {

  /**
   * Whom to look for.
   *
   * @param seen the last change that is known
   */
  public record Place(String userId, long seen) {}

  private record Found(int place, Change change) {}

  private record Added(String userId, String type, String data) {}

  void add(Handle tx, String userId, String type, String data) {
    var added = new Added(userId, type, data);
    if (!WriteBehind.keep(tx, Changes.class, added, Changes::insert)) {
      insert(tx, List.of(added));
    }
  }

  private static void insert(Handle tx, List<Added> all) {
    var insert =
        tx.createUpdate(
            """
            insert into live_changes (user_id, type, data)
            select user_id, type, data from unnest(:users, :types, :data) with ordinality
              as t(user_id, type, data, place)
            order by place
            """);
    Columns.of(insert, all)
        .bind("users", Added::userId)
        .bind("types", Added::type)
        .bind("data", Added::data);
    insert.execute();
  }

  /** A user's last change; 0 if there is none. */
  public long last(Handle handle, String userId) {
    return handle
        .createQuery("select coalesce(max(change_id), 0) from live_changes where user_id = :user")
        .bind("user", userId)
        .mapTo(Long.class)
        .one();
  }

  /** The last change that is not kept any more; 0 if all are. */
  public long horizon(Handle handle) {
    return handle.createQuery("select change_id from live_horizon").mapTo(Long.class).one();
  }

  /**
   * What came after each place, in order.
   *
   * @param most for each place
   * @return by the index of the place; those without changes are not in it
   */
  public Map<Integer, List<Change>> after(Handle handle, List<Place> places, int most) {
    var found =
        handle
            .createQuery(
                """
                select p.place, c.change_id, c.type, c.data
                from unnest(:users, :seen) with ordinality as p(user_id, seen, place)
                cross join lateral (
                  select change_id, type, data from live_changes
                  where user_id = p.user_id and change_id > p.seen
                  order by change_id limit :most
                ) c
                order by p.place, c.change_id
                """)
            .bindArray("users", String.class, places.stream().map(Place::userId).toList())
            .bindArray("seen", Long.class, places.stream().map(Place::seen).toList())
            .bind("most", most)
            .map(
                (row, context) ->
                    new Found(
                        row.getInt("place") - 1,
                        new Change(
                            row.getLong("change_id"),
                            row.getString("type"),
                            row.getString("data"))))
            .list();
    return found.stream()
        .collect(
            Collectors.groupingBy(
                Found::place,
                Collectors.mapping(Found::change, Collectors.toCollection(ArrayList::new))));
  }
}
