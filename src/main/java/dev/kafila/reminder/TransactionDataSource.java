package dev.kafila.reminder;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import javax.sql.DataSource;

/** Lets code that asks for connections take part in a transaction that is open already. */
final class TransactionDataSource {
  private TransactionDataSource() {}

  /** A source that only ever hands out this connection, which nobody can close through it. */
  static DataSource of(Connection connection) {
    var unclosable =
        proxy(
            Connection.class,
            (self, method, arguments) -> {
              if (method.getName().equals("close")) {
                return null;
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
    return proxy(
        DataSource.class,
        (self, method, arguments) -> {
          if (method.getName().equals("getConnection")) {
            return unclosable;
          }
          throw new UnsupportedOperationException(method.getName());
        });
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            TransactionDataSource.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
