package io.caravan.contracts;

/**
 * GoodData's contract, cut from the official file. It declares no refusals, so those are not held
 * against it.
 */
public final class GoodDataContract extends VendorContract {

  private static final GoodDataContract READ = new GoodDataContract();

  private GoodDataContract() {
    super("gooddata");
    add(
        "/gooddata",
        "gooddata/gooddata-api.cut.json",
        "/gooddata",
        "validation.response.status.unknown",
        // A header of measures wants nothing, so that one of an attribute is such a header as well.
        "validation.response.body.schema.oneOf");
  }

  /** The contract; finds fault with nothing where it is not beside the project. */
  public static GoodDataContract load() {
    return READ;
  }

  /**
   * The place that the address of the organisation redirects to is in no file; giving up an
   * execution is in the official one and was not cut out of it.
   */
  @Override
  boolean isInNoContract(String path) {
    return path.startsWith("/gooddata/api/v1/entities/admin/")
        || path.endsWith("/execution/afm/cancel");
  }

  /**
   * Times of entities are written as the official pattern says and are no date-time, which the same
   * file wants as well; values of results are declared as objects and are numbers.
   */
  @Override
  String excused(String target, String body) {
    String times = body.replaceAll(",?\"(created|modified)At\":\"[^\"]*\"", "");
    return target.contains("/execute/result/")
        ? times.replaceFirst(
            "\"data\":\\[.*?],\"dimensionHeaders\"", "\"data\":[],\"dimensionHeaders\"")
        : times;
  }
}
