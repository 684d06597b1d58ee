package io.caravan.sandbox.pipedrive;

/**
 * What is known of a kind of call besides its handler.
 *
 * @param price tokens of the daily budget
 * @param search whether the tighter burst limit of searches holds too
 */
record Call(int price, boolean search) {

  static Call priced(int price) {
    return new Call(price, false);
  }

  static Call searching(int price) {
    return new Call(price, true);
  }
}
