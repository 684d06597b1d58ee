package io.caravan.load.dialect;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;

/** Keys of rows, more of them than the heap may hold. */
public interface Keys {

  /** Takes the parts of a key as text. */
  interface Taker {
    void take(String[] parts) throws SQLException;
  }

  /** Hands over all keys. */
  void forEach(Taker taker) throws SQLException, IOException;

  /** Writes all keys as lines of COPY. */
  void copyTo(OutputStream out) throws IOException;
}
