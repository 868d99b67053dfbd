package dev.kafila.task;

/** A field whose value makes no sense. */
public final class InvalidFieldException extends RuntimeException {
  private final String field;

  /**
   * @param field its name as in the contract, for example {@code due_at}
   * @param detail what is wrong with it, for a person
   */
  public InvalidFieldException(String field, String detail) {
    super(detail);
    this.field = field;
  }

  public String field() {
    return field;
  }
}
