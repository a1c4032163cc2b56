package io.dailysegments.jobs.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.jobs.testing.SparkTest;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One day in UTC, 2026-03-31, with users who stand at the edges of the labels' rules. The day ends
 * at 2026-04-01T00:00:00Z; the last 30 days begin at 2026-03-02, the last 90 at 2026-01-01, the
 * last 180 at 2025-10-03.
 */
@Tag("locale")
class LabelsTest extends SparkTest {

  private static final String D = "2026-03-31";
  private static final String LAST = "2026-03-31T23:59:59.999999Z";
  private static final String END = "2026-04-01T00:00:00Z";

  @TempDir static Path folder;
  private static Map<String, Map<String, Object>> labels;
  private static final List<String> USERS = new ArrayList<>();
  private static World world;

  @BeforeAll
  static void run() {
    world =
        World.in(folder)
            .setting("quality: {max_rejected_share: 1.0}")
            .setting("labels: {app_version: {keep: 2}, phone_model: {keep: 1}}");
    accounts();
    homes();
    devices();
    orders();
    support();
    mall();
    events();
    world.rows("users", D, USERS.toArray(String[]::new)).emptyRest(D);
    world.succeed("digest", "--from", "2025-09-01", "--to", "2026-03-30").run(D);
    labels = world.labels(D);
  }

  private static void user(String id, String... fields) {
    String more = fields.length == 0 ? "" : "," + String.join(",", fields);
    USERS.add("{'user_id':'" + id + "','account_type':'registered'" + more + "}");
  }

  private static int eventNumber;

  private static void event(String logDate, String user, String at, String code, String... fields) {
    String more = fields.length == 0 ? "" : "," + String.join(",", fields);
    String id = String.format("%06d", eventNumber++);
    world.rows(
        "app_events",
        logDate,
        "{'event_id':'%s','user_id':'%s','event_time':'%s','event_code':'%s'%s}"
            .formatted(id, user, at, code, more));
  }

  private static Object label(String user, String label) {
    assertThat(labels).containsKey(user);
    assertThat(labels.get(user)).containsKey(label);
    return labels.get(user).get(label);
  }

  // ---------------------------------------------------------------- accounts

  private static void accounts() {
    user("plain");
    user("deleted-last-instant", "'deleted_at':'" + LAST + "'");
    user("deleted-at-end", "'deleted_at':'" + END + "'");
    user("registered-last-instant", "'registered_at':'" + LAST + "'");
    user("registered-at-end", "'registered_at':'" + END + "'");
    user("email-blank", "'email':' \\t\\r\\n\\f\\u000b'", "'phone':''");
    user("email-nbsp", "'email':'\\u00a0'", "'phone':'1'");
    user("marketing-yes", "'accepts_marketing':true", "'registration_method':''");
    user("marketing-no", "'accepts_marketing':false", "'registration_method':'phone'");
    USERS.add("{'user_id':'guest','account_type':'guest'}");
    user("\uD83D\uDE00-unicode");
  }

  @Test
  void anAccountIsDeletedIfItWasBeforeTheEndOfTheDay() {
    assertThat(label("deleted-last-instant", "user_type")).isEqualTo("deleted");
    assertThat(label("deleted-at-end", "user_type")).isEqualTo("registered");
    assertThat(label("guest", "user_type")).isEqualTo("guest");
    assertThat(label("deleted-last-instant", "lifecycle")).isNull();
    assertThat(label("deleted-at-end", "lifecycle")).isEqualTo("novice");
  }

  @Test
  void accountsRegisteredLaterAreNotInTheTable() {
    assertThat(labels)
        .containsKey("registered-last-instant")
        .doesNotContainKey("registered-at-end");
    assertThat(label("plain", "registered_at")).isNull();
    assertThat(label("registered-last-instant", "registered_at")).isEqualTo(LAST);
    assertThat(labels).containsKey("\uD83D\uDE00-unicode");
  }

  @Test
  void blanksAreNoEmailAddress() {
    assertThat(label("email-blank", "have_email")).isEqualTo(false);
    assertThat(label("email-nbsp", "have_email")).isEqualTo(true);
    assertThat(label("email-blank", "have_phone")).isEqualTo(false);
    assertThat(label("email-nbsp", "have_phone")).isEqualTo(true);
    assertThat(label("plain", "have_email")).isEqualTo(false);
  }

  @Test
  void whatIsNotKnownOfMarketingIsNo() {
    assertThat(label("plain", "accept_marketing")).isEqualTo(false);
    assertThat(label("marketing-yes", "accept_marketing")).isEqualTo(true);
    assertThat(label("marketing-no", "accept_marketing")).isEqualTo(false);
    assertThat(label("marketing-yes", "registration_method")).isNull();
    assertThat(label("marketing-no", "registration_method")).isEqualTo("phone");
  }

  // ---------------------------------------------------------------- homes

  private static void home(String id, String user, String created, String fields) {
    world.rows(
        "homes",
        D,
        "{'home_id':'%s','user_id':'%s','created_at':'%s'%s}".formatted(id, user, created, fields));
  }

  private static void homes() {
    // One degree of latitude is 111.19508 km: 0.449 degrees are 49.93 km, 0.450 are 50.04 km.
    world.rows(
        "places",
        D,
        "{'place_id':'b','country_code':'DE','city_en':'Berlin','city_zh':'柏林','latitude':10.0,'longitude':20.0}",
        "{'place_id':'c','country_code':'xx','city_en':'Nowhere','latitude':-40.0,'longitude':20.0}",
        "{'place_id':'tie-2','country_code':'FR','city_en':'Two','latitude':0.0,'longitude':60.0}",
        "{'place_id':'tie-1','country_code':'IT','city_en':'One','latitude':0.0,'longitude':60.0}",
        "{'place_id':'no-coordinates','country_code':'tr','city_en':'Izmir','city_zh':''}");
    String old = "2020-01-01T00:00:00Z";
    for (String user :
        List.of(
            "home-within",
            "home-beyond",
            "home-unknown-place",
            "home-code",
            "home-lower-place",
            "home-bad-place-code",
            "home-newest",
            "home-tie",
            "home-closed",
            "home-closing",
            "home-future",
            "home-alone",
            "home-place-tie",
            "home-empty",
            "home-no-code")) {
      user(user);
    }
    home("1", "home-within", old, ",'latitude':10.449,'longitude':20.0,'country_code':'FR'");
    home("2", "home-beyond", old, ",'latitude':10.450,'longitude':20.0,'country_code':'fr'");
    home("3", "home-unknown-place", old, ",'place_id':'gone','latitude':10.1,'longitude':20.0");
    home("4", "home-code", old, ",'country_code':'gb'");
    home("5", "home-lower-place", old, ",'place_id':'no-coordinates','country_code':'DE'");
    home("6", "home-bad-place-code", old, ",'place_id':'c','country_code':'DE'");
    home("7", "home-newest", old, ",'country_code':'DE'");
    home("8", "home-newest", "2021-01-01T00:00:00Z", ",'country_code':'FR'");
    home("90", "home-tie", old, ",'country_code':'DE'");
    home("9", "home-tie", old, ",'country_code':'FR'");
    home("10", "home-closed", old, ",'country_code':'DE','deleted_at':'" + LAST + "'");
    home("11", "home-closing", old, ",'country_code':'DE','deleted_at':'" + END + "'");
    home("12", "home-future", END, ",'country_code':'DE'");
    home("13", "home-alone", old, ",'latitude':10.0");
    home(
        "14",
        "home-alone",
        "2019-01-01T00:00:00Z",
        ",'country_code':'FR','latitude':91,'longitude':20");
    home("15", "home-place-tie", old, ",'latitude':0.1,'longitude':60.0");
    home("16", "home-empty", old, ",'place_id':'','country_code':''");
    home("17", "home-no-code", old, ",'place_id':'gone'");
    home("18", "home-no-code", "2019-01-01T00:00:00Z", ",'country_code':'DE'");
  }

  @Test
  void theNearestPlaceCountsUpToTheMaximalDistance() {
    assertThat(label("home-within", "city_en")).isEqualTo("Berlin");
    assertThat(label("home-within", "city_zh")).isEqualTo("柏林");
    assertThat(label("home-within", "country_en")).isEqualTo("Germany");
    assertThat(label("home-within", "country_zh")).isEqualTo("德国");
    assertThat(label("home-beyond", "city_en")).isNull();
    assertThat(label("home-beyond", "country_en")).isEqualTo("France");
    assertThat(label("home-unknown-place", "city_en")).isEqualTo("Berlin");
    assertThat(label("home-place-tie", "city_en")).isEqualTo("One");
  }

  @Test
  void theCodeIsThePlacesElseTheHomesOwn() {
    assertThat(label("home-code", "country_en")).isEqualTo("United Kingdom");
    assertThat(label("home-lower-place", "country_en")).isEqualTo("Turkey");
    assertThat(label("home-lower-place", "city_en")).isEqualTo("Izmir");
    assertThat(label("home-lower-place", "city_zh")).isNull();
    assertThat(label("home-bad-place-code", "country_en")).isNull();
    assertThat(label("home-bad-place-code", "city_en")).isEqualTo("Nowhere");
  }

  @Test
  void theHomeIsTheNewestOpenOneWithAPlaceACodeOrCoordinates() {
    assertThat(label("home-newest", "country_en")).isEqualTo("France");
    assertThat(label("home-tie", "country_en")).isEqualTo("Germany");
    assertThat(label("home-closed", "country_en")).isNull();
    assertThat(label("home-closing", "country_en")).isEqualTo("Germany");
    assertThat(label("home-future", "country_en")).isNull();
    assertThat(label("home-alone", "country_en")).isEqualTo("France");
    assertThat(label("home-empty", "country_en")).isNull();
    assertThat(label("home-no-code", "country_en")).isNull();
    assertThat(label("plain", "country_zh")).isNull();
  }

  // ---------------------------------------------------------------- devices

  private static void bind(String device, String user, String category, String bound, String end) {
    String unbound = end == null ? "" : ",'unbound_at':'" + end + "'";
    world.rows(
        "device_bindings",
        D,
        "{'device_id':'%s','user_id':'%s','category':'%s','bound_at':'%s'%s}"
            .formatted(device, user, category, bound, unbound));
  }

  private static void share(String device, String user, String shared, String end) {
    String revoked = end == null ? "" : ",'revoked_at':'" + end + "'";
    world.rows(
        "device_shares",
        D,
        "{'device_id':'%s','user_id':'%s','shared_at':'%s'%s}"
            .formatted(device, user, shared, revoked));
  }

  private static void devices() {
    String old = "2025-01-01T00:00:00Z";
    for (String user :
        List.of(
            "dev-unbound",
            "dev-unbinding",
            "dev-rebound",
            "dev-two-categories",
            "dev-receiver",
            "dev-revoked",
            "dev-revoking",
            "dev-orphan-share",
            "dev-future",
            "dev-two",
            "dev-five",
            "dev-six",
            "dev-owner",
            "dev-own-and-shared")) {
      user(user);
    }
    bind("d1", "dev-unbound", "gateway", old, LAST);
    bind("d2", "dev-unbinding", "gateway", old, END);
    bind("d3", "dev-rebound", "smart_lock", old, "2025-02-01T00:00:00Z");
    bind("d3", "dev-rebound", "smart_lock", "2025-03-01T00:00:00Z", null);
    bind("d4", "dev-two-categories", "ip_camera", old, null);
    bind("d4", "dev-two-categories", "smart_speaker", "2025-02-01T00:00:00Z", null);
    bind("d5", "dev-owner", "control_panel", old, null);
    share("d5", "dev-receiver", old, null);
    share("d5", "dev-revoked", old, LAST);
    share("d5", "dev-revoking", old, END);
    share("d1", "dev-orphan-share", old, null);
    bind("d6", "dev-future", "gateway", END, null);
    share("d5", "dev-future", END, null);
    for (int i = 0; i < 6; i++) {
      bind("six-" + i, "dev-six", "light", old, null);
      if (i < 5) {
        bind("five-" + i, "dev-five", "light", old, null);
      }
      if (i < 2) {
        bind("two-" + i, "dev-two", "light", old, null);
      }
    }
    bind("d7", "dev-own-and-shared", "gateway", old, null);
    share("d7", "dev-own-and-shared", old, null);
    share("d5", "dev-own-and-shared", old, null);
  }

  @Test
  void aDeviceCountsWhileItsBindingOrShareIsOpen() {
    assertThat(label("dev-unbound", "have_gateway")).isEqualTo(false);
    assertThat(label("dev-unbinding", "have_gateway")).isEqualTo(true);
    assertThat(label("dev-rebound", "have_smart_lock")).isEqualTo(true);
    assertThat(label("dev-rebound", "bound_device_count")).isEqualTo(1);
    assertThat(label("dev-two-categories", "have_ip_camera")).isEqualTo(true);
    assertThat(label("dev-two-categories", "have_smart_speaker")).isEqualTo(true);
    assertThat(label("dev-two-categories", "device_count")).isEqualTo(1);
    assertThat(label("dev-receiver", "have_control_panel")).isEqualTo(true);
    assertThat(label("dev-receiver", "bound_device_count")).isEqualTo(0);
    assertThat(label("dev-receiver", "device_count")).isEqualTo(1);
    assertThat(label("dev-revoked", "have_control_panel")).isEqualTo(false);
    assertThat(label("dev-revoking", "have_control_panel")).isEqualTo(true);
    assertThat(label("dev-orphan-share", "have_gateway")).isEqualTo(false);
    assertThat(label("dev-orphan-share", "device_count")).isEqualTo(0);
    assertThat(label("dev-own-and-shared", "device_count")).isEqualTo(2);
    assertThat(label("dev-own-and-shared", "bound_device_count")).isEqualTo(1);
    assertThat(label("dev-future", "have_gateway")).isEqualTo(false);
  }

  @Test
  void everAddedLooksAtClosedOnesTooButNotAtTheFuture() {
    assertThat(label("dev-unbound", "device_ever_added")).isEqualTo(true);
    assertThat(label("dev-orphan-share", "device_ever_added")).isEqualTo(true);
    assertThat(label("dev-future", "device_ever_added")).isEqualTo(false);
    assertThat(label("dev-future", "lifecycle")).isEqualTo("novice");
    assertThat(label("dev-receiver", "lifecycle")).isEqualTo("churn");
  }

  @Test
  void theLevelGoesByTheNumberOfDevices() {
    assertThat(label("plain", "user_level")).isNull();
    assertThat(label("dev-receiver", "user_level")).isEqualTo("elementary");
    assertThat(label("dev-two", "user_level")).isEqualTo("intermediate");
    assertThat(label("dev-five", "user_level")).isEqualTo("intermediate");
    assertThat(label("dev-six", "user_level")).isEqualTo("advanced");
  }

  // ---------------------------------------------------------------- services

  private static void order(String id, String user, String amount, String fields) {
    world.rows(
        "service_orders",
        D,
        "{'order_id':'%s','user_id':'%s','amount':%s,'created_at':'2026-01-05T00:00:00Z'%s}"
            .formatted(id, user, amount, fields));
  }

  private static void orders() {
    user("vas-completed");
    user("vas-completing");
    user("vas-renewed");
    user("vas-huge");
    order(
        "o1",
        "vas-completed",
        "1.005",
        ",'service':'cloud_storage','completed_at':'"
            + LAST
            + "','expires_at':'2026-05-01T00:00:00Z'");
    order(
        "o2",
        "vas-completed",
        "2",
        ",'service':'cloud_storage','expires_at':'2027-05-01T00:00:00Z'");
    order(
        "o3",
        "vas-completing",
        "3.50",
        ",'service':'cloud_storage','completed_at':'" + END + "','is_renewal':true");
    order(
        "o4",
        "vas-renewed",
        "1",
        ",'service':'cloud_storage','completed_at':'2026-01-06T00:00:00Z','is_renewal':true");
    order(
        "o5",
        "vas-renewed",
        "1",
        ",'service':'sms','completed_at':'2026-01-06T00:00:00Z','expires_at':'2030-01-01T00:00:00Z'");
    order("o6", "vas-huge", "9999999999999999.99", ",'service':'sms'");
    order("o7", "vas-huge", "9999999999999999.99", ",'service':'sms'");
  }

  @Test
  void anOrderIsCompletedIfItWasBeforeTheEndOfTheDay() {
    assertThat(label("vas-completed", "vas_subscribed")).isEqualTo(true);
    assertThat(label("vas-completing", "vas_subscribed")).isEqualTo(false);
    assertThat(label("vas-completed", "vas_orders_placed")).isEqualTo(2L);
    assertThat(label("vas-completed", "vas_amount_placed")).isEqualTo(new BigDecimal("3.01"));
    assertThat(label("vas-completed", "vas_orders_completed")).isEqualTo(1L);
    assertThat(label("vas-completed", "vas_amount_completed")).isEqualTo(new BigDecimal("1.01"));
    assertThat(label("vas-completing", "vas_orders_completed")).isEqualTo(0L);
    assertThat(label("vas-completing", "vas_amount_completed")).isEqualTo(new BigDecimal("0.00"));
    assertThat(label("vas-huge", "vas_amount_placed"))
        .isEqualTo(new BigDecimal("19999999999999999.98"));
    assertThat(label("plain", "vas_orders_placed")).isEqualTo(0L);
    assertThat(label("plain", "vas_amount_placed")).isEqualTo(new BigDecimal("0.00"));
  }

  @Test
  void cloudStorageLooksAtCompletedOrdersOfItOnly() {
    assertThat(label("vas-completed", "cloud_storage_purchased")).isEqualTo(true);
    assertThat(label("vas-completed", "cloud_storage_expires_at"))
        .isEqualTo("2026-05-01T00:00:00Z");
    assertThat(label("vas-completed", "cloud_storage_renewed")).isEqualTo(false);
    assertThat(label("vas-completing", "cloud_storage_purchased")).isEqualTo(false);
    assertThat(label("vas-completing", "cloud_storage_renewed")).isEqualTo(false);
    assertThat(label("vas-renewed", "cloud_storage_renewed")).isEqualTo(true);
    assertThat(label("vas-renewed", "cloud_storage_expires_at")).isNull();
  }

  // ---------------------------------------------------------------- support

  private static void support() {
    user("support");
    String row = "{'feedback_id':'%s','user_id':'support','created_at':'%s'%s}";
    world.rows(
        "feedback",
        D,
        row.formatted("f1", "2026-03-02T00:00:00Z", ",'resolved_at':'" + LAST + "'"),
        row.formatted("f2", "2026-03-01T23:59:59.999999Z", ",'resolved_at':'" + END + "'"),
        row.formatted("f3", "2026-01-01T00:00:00Z", ""),
        row.formatted("f4", "2025-12-31T23:59:59.999999Z", ""),
        row.formatted("f5", END, ""));
    String review = "{'review_id':'%s','user_id':'support','created_at':'%s','rating':'%s'}";
    world.rows(
        "reviews",
        D,
        review.formatted("r1", LAST, "positive"),
        review.formatted("r2", "2020-01-01T00:00:00Z", "neutral"),
        review.formatted("r3", "2020-01-01T00:00:00Z", "negative"),
        review.formatted("r4", END, "positive"));
  }

  @Test
  void feedbackAndReviewsAreCountedUntilTheEndOfTheDay() {
    assertThat(label("support", "feedback_count")).isEqualTo(4L);
    assertThat(label("support", "feedback_count_30d")).isEqualTo(1L);
    assertThat(label("support", "feedback_count_90d")).isEqualTo(3L);
    assertThat(label("support", "resolved_feedback_pct")).isEqualTo(25.0);
    assertThat(label("support", "positive_review_pct")).isEqualTo(100.0 / 3);
    assertThat(label("plain", "positive_review_pct")).isNull();
    assertThat(label("plain", "resolved_feedback_pct")).isNull();
    assertThat(label("plain", "feedback_count")).isEqualTo(0L);
  }

  // ---------------------------------------------------------------- mall

  private static void mall() {
    for (String user :
        List.of("mall-open", "mall-closed", "mall-window", "mall-paid", "mall-cancelled")) {
      user(user);
    }
    world.rows(
        "mall_addresses",
        D,
        "{'address_id':'a1','user_id':'mall-open','created_at':'2020-01-01T00:00:00Z','deleted_at':'"
            + END
            + "'}",
        "{'address_id':'a2','user_id':'mall-closed','created_at':'2020-01-01T00:00:00Z','deleted_at':'"
            + LAST
            + "'}");
    world.rows(
        "mall_coupons",
        D,
        "{'coupon_id':'c1','user_id':'mall-open','received_at':'2025-10-03T00:00:00Z','used_at':'"
            + END
            + "','expires_at':'"
            + END
            + "'}",
        "{'coupon_id':'c2','user_id':'mall-closed','received_at':'2025-10-02T23:59:59.999999Z','expires_at':'"
            + LAST
            + "'}",
        "{'coupon_id':'c3','user_id':'mall-closed','received_at':'2025-10-02T00:00:00Z','used_at':'"
            + LAST
            + "'}");
    world.rows(
        "mall_cart_items",
        D,
        "{'user_id':'mall-open','item_id':'i1','added_at':'" + LAST + "'}",
        "{'user_id':'mall-open','item_id':'i2','added_at':'2026-01-01T00:00:00Z'}",
        "{'user_id':'mall-closed','item_id':'i1','added_at':'" + END + "'}");
    String order =
        "{'order_id':'%s','user_id':'%s','item_count':%d,'amount':%s,'created_at':'%s'%s}";
    world.rows(
        "mall_orders",
        D,
        order.formatted(
            "m1",
            "mall-window",
            2,
            "10.10",
            "2025-10-03T00:00:00Z",
            ",'paid_at':'2025-10-03T00:00:00Z'"),
        order.formatted(
            "m2",
            "mall-window",
            3,
            "20.20",
            "2025-10-02T23:59:59.999999Z",
            ",'paid_at':'2025-10-03T00:00:00Z'"),
        order.formatted(
            "m3",
            "mall-window",
            5,
            "40.40",
            "2025-10-02T00:00:00Z",
            ",'paid_at':'2025-10-02T23:59:59.999999Z'"),
        order.formatted(
            "m4", "mall-paid", 1, "5.00", "2026-03-01T00:00:00Z", ",'paid_at':'" + LAST + "'"),
        order.formatted(
            "m5",
            "mall-cancelled",
            1,
            "5.00",
            "2026-03-01T00:00:00Z",
            ",'cancelled_at':'" + LAST + "'"),
        order.formatted(
            "m6",
            "mall-open",
            7,
            "1.00",
            "2026-03-01T00:00:00Z",
            ",'paid_at':'" + END + "','cancelled_at':'" + END + "'"));
  }

  @Test
  void mallTablesCountWhatIsOpenAtTheEndOfTheDay() {
    assertThat(label("mall-open", "mall_address_entered")).isEqualTo(true);
    assertThat(label("mall-closed", "mall_address_entered")).isEqualTo(false);
    assertThat(label("mall-open", "coupons_unused")).isEqualTo(1L);
    assertThat(label("mall-closed", "coupons_unused")).isEqualTo(0L);
    assertThat(label("mall-open", "coupon_received_180d")).isEqualTo(true);
    assertThat(label("mall-closed", "coupon_received_180d")).isEqualTo(false);
    assertThat(label("mall-closed", "coupon_received")).isEqualTo(true);
    assertThat(label("plain", "coupon_received")).isEqualTo(false);
    assertThat(label("mall-open", "cart_item_count")).isEqualTo(2L);
    assertThat(label("mall-closed", "cart_item_count")).isEqualTo(0L);
    assertThat(label("mall-open", "have_unpaid_order")).isEqualTo(true);
    assertThat(label("mall-paid", "have_unpaid_order")).isEqualTo(false);
    assertThat(label("mall-cancelled", "have_unpaid_order")).isEqualTo(false);
  }

  @Test
  void ordersAreSummedByCreationAndByPayment() {
    assertThat(label("mall-window", "items_ordered_180d")).isEqualTo(2L);
    assertThat(label("mall-window", "amount_ordered_180d")).isEqualTo(new BigDecimal("10.10"));
    assertThat(label("mall-window", "items_paid_180d")).isEqualTo(5L);
    assertThat(label("mall-window", "amount_paid_180d")).isEqualTo(new BigDecimal("30.30"));
    assertThat(label("mall-open", "items_ordered_180d")).isEqualTo(7L);
    assertThat(label("mall-open", "items_paid_180d")).isEqualTo(0L);
    assertThat(label("plain", "amount_paid_180d")).isEqualTo(new BigDecimal("0.00"));
  }

  // ---------------------------------------------------------------- events

  private static void events() {
    for (String user :
        List.of(
            "act-edges",
            "act-voice",
            "act-unknown-code",
            "act-7",
            "act-8",
            "act-30",
            "act-31",
            "act-179",
            "act-180",
            "act-late",
            "pair-high",
            "pair-medium",
            "pair-low",
            "pair-other",
            "pair-old",
            "mall-events",
            "plat-ios",
            "plat-other",
            "plat-tie",
            "plat-log-date",
            "plat-none",
            "keep-b",
            "keep-c",
            "keep-a1",
            "keep-a2",
            "act-future")) {
      user(user);
    }
    user("keep-deleted-1", "'deleted_at':'2026-01-01T00:00:00Z'");
    user("keep-deleted-2", "'deleted_at':'2026-01-01T00:00:00Z'");
    activity();
    pairings();
    visits();
    clients();
  }

  private static void activity() {
    event("2026-03-02", "act-edges", "2026-03-02T00:00:00Z", "page_view");
    event("2026-03-02", "act-edges", "2026-03-01T23:59:59.999999Z", "page_view");
    event(D, "act-edges", LAST, "page_view");
    event(D, "act-edges", "2026-03-31T00:00:00Z", "device_panel_tap");
    event("2026-03-02", "act-edges", "2026-03-02T01:00:00Z", "device_panel_tap");
    event("2026-03-01", "act-edges", "2026-03-01T01:00:00Z", "device_panel_tap");
    event(D, "act-voice", "2026-03-31T10:00:00Z", "device_voice_control", "'platform':'IOS'");
    event(D, "act-unknown-code", "2026-03-31T10:00:00Z", "never_heard_of");
    event("2026-03-24", "act-7", "2026-03-24T12:00:00Z", "page_view");
    event("2026-03-23", "act-8", "2026-03-23T12:00:00Z", "page_view");
    event("2026-03-01", "act-30", "2026-03-01T12:00:00Z", "page_view");
    event("2026-02-28", "act-31", "2026-02-28T12:00:00Z", "page_view");
    event("2025-10-03", "act-179", "2025-10-03T00:00:00Z", "page_view");
    event("2025-10-02", "act-180", "2025-10-02T23:59:59.999999Z", "page_view");
    event(D, "act-late", "2026-03-24T00:00:00Z", "page_view");
    event(D, "act-late", "2026-03-23T23:59:59.999999Z", "page_view");
    event(D, "act-future", END, "page_view");
    for (String user :
        List.of("act-7", "act-8", "act-30", "act-31", "act-179", "act-180", "act-voice")) {
      bind("of-" + user, user, "light", "2025-01-01T00:00:00Z", null);
    }
  }

  @Test
  void activeDaysAreThoseOfTheLastThirty() {
    assertThat(label("act-edges", "active_days_30d")).isEqualTo(2);
    assertThat(label("act-edges", "last_active_at")).isEqualTo(LAST);
    assertThat(label("act-edges", "days_since_active")).isEqualTo(0);
    assertThat(label("act-edges", "avg_daily_panel_taps_30d")).isEqualTo(2.0 / 30);
    assertThat(label("act-unknown-code", "active_days_30d")).isEqualTo(1);
    assertThat(label("plain", "active_days_30d")).isEqualTo(0);
    assertThat(label("plain", "avg_daily_panel_taps_30d")).isEqualTo(0.0);
    assertThat(label("act-late", "active_days_30d")).isEqualTo(1);
    assertThat(label("act-future", "active_days_30d")).isEqualTo(0);
    assertThat(label("act-future", "last_active_at")).isNull();
  }

  @Test
  void voiceControlIsNoActivityButNamesThePlatform() {
    assertThat(label("act-voice", "active_days_30d")).isEqualTo(0);
    assertThat(label("act-voice", "last_active_at")).isNull();
    assertThat(label("act-voice", "avg_daily_voice_control_30d")).isEqualTo(1.0 / 30);
    assertThat(label("act-voice", "platform")).isEqualTo("iOS");
    assertThat(label("act-voice", "lifecycle")).isEqualTo("churn");
  }

  @Test
  void theLifecycleGoesByDaysSinceTheLastActivity() {
    assertThat(label("act-7", "lifecycle")).isEqualTo("growth");
    assertThat(label("act-8", "lifecycle")).isEqualTo("silence");
    assertThat(label("act-30", "lifecycle")).isEqualTo("silence");
    assertThat(label("act-30", "days_since_active")).isEqualTo(30);
    assertThat(label("act-31", "lifecycle")).isEqualTo("churn");
    assertThat(label("act-179", "days_since_active")).isEqualTo(179);
    assertThat(label("act-179", "last_active_at")).isEqualTo("2025-10-03T00:00:00Z");
    assertThat(label("act-180", "days_since_active")).isNull();
    assertThat(label("act-180", "lifecycle")).isEqualTo("churn");
    assertThat(label("plain", "lifecycle")).isEqualTo("novice");
  }

  private static void pair(String user, String day, int successes, int failures) {
    for (int i = 0; i < successes + failures; i++) {
      String result = i < successes ? "success" : "failure";
      event(
          day, user, day + "T10:00:00Z", "pairing_end", "'properties':{'result':'" + result + "'}");
    }
  }

  private static void pairings() {
    pair("pair-high", "2026-01-01", 4, 1);
    pair("pair-medium", "2026-03-31", 1, 1);
    pair("pair-low", "2026-03-31", 1, 2);
    event(
        D,
        "pair-other",
        "2026-03-31T10:00:00Z",
        "pairing_end",
        "'properties':{'result':'timeout'}");
    event(D, "pair-other", "2026-03-31T10:00:00Z", "pairing_end");
    event(
        D,
        "pair-other",
        "2026-03-31T10:00:00Z",
        "pairing_start",
        "'properties':{'result':'success'}");
    pair("pair-old", "2025-12-31", 1, 0);
  }

  @Test
  void pairingSuccessIsHighFromEightInTenAndMediumFromHalf() {
    assertThat(label("pair-high", "pairing_success_90d")).isEqualTo("high");
    assertThat(label("pair-high", "pairing_attempts_90d")).isEqualTo(5L);
    assertThat(label("pair-high", "pairing_successes_90d")).isEqualTo(4L);
    assertThat(label("pair-medium", "pairing_success_90d")).isEqualTo("medium");
    assertThat(label("pair-low", "pairing_success_90d")).isEqualTo("low");
    assertThat(label("pair-other", "pairing_success_90d")).isEqualTo("unpaired");
    assertThat(label("pair-other", "pairing_attempts_90d")).isEqualTo(0L);
    assertThat(label("pair-old", "pairing_success_90d")).isEqualTo("unpaired");
  }

  private static void visits() {
    event("2026-03-02", "mall-events", "2026-03-02T00:00:00Z", "mall_item_browse");
    event(D, "mall-events", "2026-03-31T01:00:00Z", "mall_item_tap");
    event(D, "mall-events", "2026-03-31T02:00:00Z", "mall_item_favorite");
    event(D, "mall-events", "2026-03-31T03:00:00Z", "mall_item_add_to_cart");
    event("2026-03-01", "mall-events", "2026-03-01T03:00:00Z", "mall_item_add_to_cart");
    event("2026-03-15", "mall-events", "2026-03-15T03:00:00Z", "mall_visit");
    event(
        D,
        "mall-events",
        "2026-03-31T04:00:00Z",
        "mall_item_purchase",
        "'properties':{'amount':'5'}");
  }

  @Test
  void mallEventsAreWeightedExactlyAndEveryOneIsAVisit() {
    assertThat(label("mall-events", "mall_activity_30d")).isEqualTo(new BigDecimal("1.0"));
    assertThat(label("plain", "mall_activity_30d")).isEqualTo(new BigDecimal("0.0"));
    assertThat(label("mall-events", "mall_visit_days_30d")).isEqualTo(3);
    assertThat(label("mall-events", "mall_last_visit_at")).isEqualTo("2026-03-31T04:00:00Z");
    assertThat(label("plain", "mall_last_visit_at")).isNull();
  }

  private static void clients() {
    event("2026-03-30", "plat-ios", "2026-03-30T10:00:00Z", "page_view", "'platform':'ios'");
    event(D, "plat-ios", "2026-03-31T10:00:00Z", "page_view", "'platform':''");
    event(D, "plat-other", "2026-03-31T10:00:00Z", "page_view", "'platform':'HarmonyOS'");
    String at = "2026-03-30T10:00:00Z";
    world.rows(
        "app_events",
        "2026-03-30",
        "{'event_id':'x2','user_id':'plat-tie','event_time':'"
            + at
            + "','event_code':'page_view','platform':'Android'}",
        "{'event_id':'x10','user_id':'plat-tie','event_time':'"
            + at
            + "','event_code':'page_view','platform':'iOS'}",
        "{'event_id':'same','user_id':'plat-log-date','event_time':'"
            + at
            + "','event_code':'page_view','platform':'iOS'}");
    // dedup_days is 1: two log dates later the same id is an event of its own, and its log date
    // decides.
    world.rows(
        "app_events",
        "2026-03-28",
        "{'event_id':'same','user_id':'plat-log-date','event_time':'2026-03-28T10:00:00Z','event_code':'page_view','platform':'iOS'}");
    event("2026-03-29", "keep-b", "2026-03-29T10:00:00Z", "page_view", "'app_version':'b'");
    event(
        "2026-03-29",
        "keep-c",
        "2026-03-29T10:00:00Z",
        "page_view",
        "'app_version':'\uD83D\uDE00'",
        "'phone_model':'\uD83D\uDE00'");
    event(
        "2026-03-29",
        "keep-a1",
        "2026-03-29T10:00:00Z",
        "page_view",
        "'app_version':'a'",
        "'phone_model':'\uFF5A'");
    event("2026-03-29", "keep-a2", "2026-03-29T10:00:00Z", "page_view", "'app_version':'a'");
    event(
        "2026-03-29",
        "keep-deleted-1",
        "2026-03-29T10:00:00Z",
        "page_view",
        "'app_version':'\uD83D\uDE00'");
    event(
        "2026-03-29",
        "keep-deleted-2",
        "2026-03-29T10:00:00Z",
        "page_view",
        "'app_version':'\uD83D\uDE00'");
  }

  @Test
  void thePlatformIsTheLastOneThatHasAValue() {
    assertThat(label("plat-ios", "platform")).isEqualTo("iOS");
    assertThat(label("plat-other", "platform")).isEqualTo("Others");
    assertThat(label("plat-none", "platform")).isEqualTo("Unknown");
    assertThat(label("plat-tie", "platform")).isEqualTo("Android");
  }

  @Test
  void theMostCommonVersionsOfAccountsThatAreNotDeletedAreKept() {
    // a: 2 accounts; b and the smile: 1 each that is not deleted; b (U+0062) is before U+1F600.
    assertThat(label("keep-a1", "app_version")).isEqualTo("a");
    assertThat(label("keep-b", "app_version")).isEqualTo("b");
    assertThat(label("keep-c", "app_version")).isEqualTo("Others");
    assertThat(label("keep-deleted-1", "app_version")).isEqualTo("Others");
    assertThat(label("plain", "app_version")).isEqualTo("NA");
    // U+FF5A is before U+1F600 by code point, though not as UTF-16.
    assertThat(label("keep-a1", "phone_model")).isEqualTo("\uFF5A");
    assertThat(label("keep-c", "phone_model")).isEqualTo("Others");
  }

  // ---------------------------------------------------------------- segments

  @Test
  void recommendedSegmentsHoldWhoTheySay() {
    assertThat(world.members(D, "accepted-marketing")).containsExactly("marketing-yes");
    assertThat(world.members(D, "might-return-products")).containsExactly("pair-low", "support");
    assertThat(world.members(D, "newly-registered-30d")).containsExactly("registered-last-instant");
    assertThat(world.members(D, "registered-without-devices"))
        .containsExactly("registered-last-instant");
    assertThat(world.members(D, "silence-stage")).containsExactly("act-30", "act-8");
    assertThat(world.members(D, "with-gateways"))
        .containsExactly("dev-own-and-shared", "dev-unbinding");
    assertThat(world.members(D, "prefer-mall")).containsExactly("mall-events");
    assertThat(world.members(D, "frequent-feedback")).containsExactly("support");
    assertThat(world.members(D, "very-satisfied"))
        .contains("act-7", "act-unknown-code")
        .doesNotContain("support", "act-30", "act-voice", "keep-deleted-1");
    assertThat(world.members(D, "churn-stage"))
        .contains("act-31", "dev-two")
        .doesNotContain("plain", "deleted-last-instant");
  }
}
