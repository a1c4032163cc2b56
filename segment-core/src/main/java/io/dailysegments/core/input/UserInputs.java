package io.dailysegments.core.input;

import java.util.Map;

/** The inputs about accounts: what they did, who they are, where they live, what they say. */
final class UserInputs {

  private UserInputs() {}

  static void addTo(Map<InputName, InputSchema> map) {
    map.put(InputName.APP_EVENTS, appEvents());
    map.put(InputName.USERS, users());
    map.put(InputName.HOMES, homes());
    map.put(InputName.PLACES, places());
    map.put(InputName.FEEDBACK, feedback());
    map.put(InputName.REVIEWS, reviews());
  }

  private static InputSchema appEvents() {
    return new SchemaDraft()
        .required("event_id")
        .required("user_id")
        .from("event_time")
        .required("event_code")
        .optional("platform", "app_version", "phone_model")
        .optional("properties", InputType.PROPERTIES)
        .key();
  }

  private static InputSchema users() {
    return new SchemaDraft()
        .required("user_id")
        .oneOf("account_type", "guest", "registered")
        .fromIfKnown("registered_at")
        .later("deleted_at")
        .optional("registration_method", "email", "phone")
        .optional("accepts_marketing", InputType.BOOLEAN)
        .key("user_id");
  }

  private static InputSchema homes() {
    return new SchemaDraft()
        .required("home_id")
        .required("user_id")
        .optional("country_code", "place_id")
        .coordinates()
        .from("created_at")
        .later("deleted_at")
        .key("home_id");
  }

  private static InputSchema places() {
    return new SchemaDraft()
        .required("place_id")
        .required("country_code")
        .required("city_en")
        .optional("city_zh")
        .coordinates()
        .key("place_id");
  }

  private static InputSchema feedback() {
    return new SchemaDraft()
        .required("feedback_id")
        .required("user_id")
        .from("created_at")
        .later("resolved_at")
        .key("feedback_id");
  }

  private static InputSchema reviews() {
    return new SchemaDraft()
        .required("review_id")
        .required("user_id")
        .from("created_at")
        .oneOf("rating", "positive", "neutral", "negative")
        .key("review_id");
  }
}
