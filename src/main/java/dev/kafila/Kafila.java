package dev.kafila;

/** Entry point. */
public final class Kafila {
  private Kafila() {}

  public static void main(String[] args) {
    System.out.println("kafila");
  }
}
