package io.github.imageresize.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3EventNotificationsTest {
  private final S3EventNotifications notifications =
      new S3EventNotifications("photos", "originals/");

  @ParameterizedTest
  @CsvSource({
    "originals/a.jpg, a.jpg",
    "originals/a+b.jpg, a b.jpg",
    "originals/a%2Bb.jpg, a+b.jpg",
    "originals/100%25.jpg, 100%.jpg",
    "originals/%C3%A6.jpg, æ.jpg",
    "originals/a//b.jpg, a//b.jpg"
  })
  void decodesKeysOnce(String key, String source) throws IOException {
    assertThat(notifications.sources(s3Event("photos", key))).containsExactly(source);
  }

  @Test
  void readsTheEnvelopesOfSnsAndSqs() throws IOException {
    String event = s3Event("photos", "originals/a+b.jpg");
    String sns = JSON.std.asString(Map.of("Type", "Notification", "Message", event));
    String sqsToFunction = records(Map.of("eventSource", "aws:sqs", "body", event));
    String snsToFunction =
        records(Map.of("EventSource", "aws:sns", "Sns", Map.of("Message", event)));
    String snsInSqs = records(Map.of("eventSource", "aws:sqs", "body", sns));

    for (String message : List.of(event, sns, sqsToFunction, snsToFunction, snsInSqs)) {
      assertThat(notifications.sources(message)).as(message).containsExactly("a b.jpg");
    }
  }

  @Test
  void takesTheKeysOfEventBridgeAsTheyAre() throws IOException {
    String event =
        JSON.std.asString(
            Map.of(
                "detail-type",
                "Object Created",
                "detail",
                Map.of(
                    "bucket",
                    Map.of("name", "photos"),
                    "object",
                    Map.of("key", "originals/a+b%.jpg"))));

    assertThat(notifications.sources(event)).containsExactly("a+b%.jpg");
  }

  @Test
  void namesEachSourceOnceInOrder() throws IOException {
    String event =
        records(
            s3("photos", "originals/b"), s3("photos", "originals/a"), s3("photos", "originals/b"));

    assertThat(notifications.sources(event)).containsExactly("b", "a");
  }

  @Test
  void leavesOutWhatLiesElsewhere() throws IOException {
    String event =
        records(
            s3("other", "originals/a"), s3("photos", "thumbnails/a"), s3("photos", "originals/"));

    assertThat(notifications.sources(event)).isEmpty();
    assertThat(notifications.sources("{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\"}"))
        .isEmpty();
  }

  @Test
  void takesAKeyThatIsNotEncodedAsItIs() throws IOException {
    String event = records(s3("photos", "originals/100%.jpg"), s3("photos", "originals/b+c"));

    assertThat(notifications.sources(event)).containsExactly("100%.jpg", "b c");
  }

  @Test
  void readsTheRecordsThatCanBeRead() throws IOException {
    String good = s3Event("photos", "originals/a");
    List<Object> batch = new java.util.ArrayList<>();
    batch.add(Map.of("body", "no JSON"));
    batch.add(null);
    batch.add(Map.of("body", "null"));
    batch.add(Map.of("Sns", Map.of("Message", "[]")));
    batch.add(Map.of("body", good));

    assertThat(notifications.sources(JSON.std.asString(Map.of("Records", batch))))
        .containsExactly("a");
  }

  @Test
  void findsNothingInNulls() {
    for (String nothing :
        List.of(
            "{\"Records\":null}",
            "{\"Records\":[null]}",
            "{\"Records\":[{\"s3\":null}]}",
            "{\"Records\":[{\"s3\":{\"bucket\":null,\"object\":null}}]}",
            "{\"detail\":{\"bucket\":{\"name\":\"photos\"},\"object\":{\"key\":null}}}",
            "{\"Message\":null}")) {
      assertThat(notifications.sources(nothing)).as(nothing).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no JSON",
        "[1]",
        "null",
        "1",
        "{\"Message\":\"null\"}",
        "{\"Message\":\"no JSON\"}",
        "{\"Records\":"
      })
  void refusesWhatIsNoNotification(String message) {
    assertThatThrownBy(() -> notifications.sources(message))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesEnvelopesWithoutEnd() throws IOException {
    String message = "{}";
    for (int i = 0; i < 6; i++) {
      message = JSON.std.asString(Map.of("Message", message));
    }
    String deep = message;
    assertThatThrownBy(() -> notifications.sources(deep))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("envelopes");
  }

  private static String s3Event(String bucket, String key) throws IOException {
    return records(s3(bucket, key));
  }

  private static Map<String, Object> s3(String bucket, String key) {
    return Map.of(
        "eventSource",
        "aws:s3",
        "s3",
        Map.of("bucket", Map.of("name", bucket), "object", Map.of("key", key)));
  }

  private static String records(Object... records) throws IOException {
    return JSON.std.asString(Map.of("Records", List.of(records)));
  }
}
