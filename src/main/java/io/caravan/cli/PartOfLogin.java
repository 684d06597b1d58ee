package io.caravan.cli;

import io.caravan.auth.LoginPart;
import io.caravan.error.CaravanException;
import io.caravan.error.ErrorCode;
import java.util.Arrays;
import java.util.List;

/** A part of a login as somebody typed it. */
final class PartOfLogin {

  private PartOfLogin() {}

  static LoginPart named(String name) {
    List<String> known = Arrays.stream(LoginPart.values()).map(LoginPart::word).toList();
    if (!known.contains(name.replace('_', '-'))) {
      throw CaravanException.of(ErrorCode.E104, "A login has no part " + name)
          .why("its parts: " + String.join(", ", known))
          .fix("Did you mean " + Words.nearest(name, known) + "?")
          .build();
    }
    return LoginPart.of(name);
  }
}
