import org.apache.camel.dsl.jbang.core.commands.CamelJBangMain;

/** Camel's command line, started as any Java program is. */
final class Camel {
  private Camel() {}

  public static void main(String[] args) {
    CamelJBangMain.run(args);
  }
}
