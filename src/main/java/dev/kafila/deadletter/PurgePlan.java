package dev.kafila.deadletter;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * What would be thrown away; the components are its JSON.
 *
 * @param groups the letters by cause
 * @param replayed how many of them were sent again already
 * @param ids of all of them
 * @param missing ids that nothing has
 */
public record PurgePlan(
    @JsonIgnore LetterSelection selection,
    @JsonIgnore List<PurgedLetter> purged,
    List<LetterGroup> groups,
    int replayed,
    List<String> ids,
    List<String> missing) {

  /** How many letters. */
  public int letters() {
    return purged.size();
  }
}
