package io.github.imageresize.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imageresize.ImageResizeException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignedUrlsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final byte[] SECRET =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final SigningKey OLD = SigningKey.of("old", SECRET);
  private static final SigningKey NEW = SigningKey.parse("new:" + "5a".repeat(32));
  private static final SizePolicy POLICY = at(NOW, OLD, NEW);
  private static final UrlSigner SIGNER = UrlSigner.of(NEW);

  private static SizePolicy at(Instant now, SigningKey... keys) {
    return new SignaturePolicy(List.of(keys), Clock.fixed(now, ZoneOffset.UTC));
  }

  private static Verdict decide(SizePolicy policy, String target) {
    return policy.decide(RequestTarget.of(HttpRequestHead.get(target), "/images/", policy));
  }

  @Test
  void holdTheHmacOfPathAndOptionsInOrder() throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
    byte[] digest =
        mac.doFinal(
            "image-resize-1\n/images/été.jpg\nh=200\nw=300".getBytes(StandardCharsets.UTF_8));

    assertThat(UrlSigner.of(OLD).sign("/images/%C3%A9t%C3%A9.jpg?w=300&h=200"))
        .isEqualTo(
            "/images/%C3%A9t%C3%A9.jpg?w=300&h=200&sig=old."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/images/a.jpg",
        "/images/a.jpg?w=300",
        "/images/w_300,h_200/a.jpg",
        "/images/a%20b.jpg?crop=10%25,10%25,50%25,50%25"
      })
  void areAdmittedAndProveTheirVersion(String target) {
    Verdict verdict = decide(POLICY, SIGNER.sign(target));

    assertThat(verdict.refusal()).isEmpty();
    assertThat(verdict.isVersionProven()).isTrue();
    assertThat(verdict.end()).isEmpty();
  }

  @Test
  void coverTheOptionsOfOtherPolicies() {
    SizePolicy policy = Presets.of(Map.of("a", "w=3", "b", "w=4")).and(POLICY);
    String signed = SIGNER.sign("/images/x.jpg?p=a");

    assertThat(decide(policy, signed).request().orElseThrow().width()).hasValue(3);
    assertThat(decide(policy, signed.replace("p=a", "p=b")).refusal())
        .contains("The signature does not fit the URL.");
  }

  @Test
  void areTheSameInAnySpellingAndOrder() {
    String signed = SIGNER.sign("/images/a%20b.jpg?w=300&h=200&fit=cover");
    String signature = signed.substring(signed.indexOf("sig=") + 4);

    for (String other :
        List.of(
            "/images/a%20b.jpg?fit=cover&sig=SIG&h=200&w=300",
            "/images/%61%20b.jpg?%77=300&h=%32%30%30&fit=cover&sig=SIG",
            "/images/w_300,h_200,fit_cover,sig_SIG/a%20b.jpg",
            "/images/sig_SIG,h_200,w_300,fit_cover/a%20b.jpg")) {
      assertThat(decide(POLICY, other.replace("SIG", signature)).refusal()).as(other).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/images/a.jpg?w=301&sig=SIG|another value",
        "/images/b.jpg?w=300&sig=SIG|another original",
        "/images/a.jpg?sig=SIG|an option less",
        "/images/a.jpg?w=300&q=3&sig=SIG|an option more",
        "/images/a.jpg?h=300&sig=SIG|another option",
        "/images/a.jpg?w=300&exp=99999999999&sig=SIG|an expiry",
        "/images/w_300,v_1,sig_SIG/a.jpg|an option more in the path",
        "/images/a.jpg?w=300&sig=SIGa|a letter more",
        "/images/a.jpg?w=300&sig=CUT|a letter less",
        "/images/a.jpg?w=300&sig=FLIP|a letter changed",
        "/images/a.jpg?w=300&sig=SIG%3D|padding",
        "/images/a.jpg?w=300&sig=new.|no signature",
        "/images/a.jpg?w=300&sig=new|no dot",
        "/images/a.jpg?w=300&sig=|nothing",
        "/images/a.jpg?w=300&sig=.|a dot",
        "/images/a.jpg?w=300&sig=old.BARE|another key's id",
        "/images/a.jpg?w=300&sig=none.BARE|an unknown id",
        "/images/a.jpg?w=300&sig=%E2%82%AC.%E2%82%AC|no ASCII"
      })
  void doNotFitAnythingElse(String target, String what) {
    String signed = SIGNER.sign("/images/a.jpg?w=300");
    String signature = signed.substring(signed.indexOf("sig=") + 4);
    String changed =
        signature.substring(0, 10)
            + (signature.charAt(10) == 'A' ? 'B' : 'A')
            + signature.substring(11);

    String forged =
        target
            .replace("SIG", signature)
            .replace("CUT", signature.substring(0, signature.length() - 1))
            .replace("FLIP", changed)
            .replace("BARE", signature.substring(4));
    assertThat(decide(POLICY, forged).refusal())
        .as(what)
        .contains("The signature does not fit the URL.");
  }

  @Test
  void areAskedForWhereThereIsNone() {
    assertThat(decide(POLICY, "/images/a.jpg?w=300").refusal())
        .contains("The URL must be signed: it lacks the option sig.");
  }

  @Test
  void workUntilTheSecondInWhichTheyEnd() {
    Instant end = NOW.plusSeconds(60);
    String target = SIGNER.sign("/images/w_300/a.jpg", end);

    assertThat(target).startsWith("/images/w_300,exp_1767225660,sig_new.").endsWith("/a.jpg");
    assertThat(decide(at(end.minusMillis(1), NEW), target).end()).contains(end);
    assertThat(decide(at(end, NEW), target).refusal())
        .contains("The URL expired at 2026-01-01T00:01:00Z.");
  }

  @Test
  void mustHaveAnExpiryInSeconds() {
    String target = SIGNER.sign("/images/a.jpg?exp=soon");

    assertThatThrownBy(() -> decide(POLICY, target))
        .isInstanceOf(ImageResizeException.class)
        .hasMessageContaining("exp must be seconds since 1970, but is soon");
  }

  @Test
  void stayWrongWhateverIsAllowedWithoutASignature() {
    SizePolicy policy = POLICY.or(SizePolicy.widths(300));

    assertThat(decide(policy, "/images/a.jpg?w=300").isAdmitted()).isTrue();
    assertThat(decide(policy, "/images/a.jpg?w=300").isVersionProven()).isFalse();
    assertThat(decide(policy, "/images/a.jpg?w=300&sig=new.x").isAdmitted()).isFalse();
    assertThat(decide(policy, SIGNER.sign("/images/a.jpg?w=777")).isAdmitted()).isTrue();
  }

  @Test
  void areBoundToWhereTheImagesAreMounted() {
    String elsewhere = SIGNER.under("/private/").sign("/private/a.jpg");
    String signature = elsewhere.substring(elsewhere.indexOf('?'));

    assertThat(decide(POLICY, "/images/a.jpg" + signature).isAdmitted()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/other/a.jpg|URL must begin with /images/",
        "/images/|empty or a dot segment",
        "/images/a.jpg?w=0|w must be a whole number",
        "/images/a.jpg?x=0|option must be one of",
        "/images/a.jpg?sig=x|URL must not be signed yet"
      })
  void areOnlyMadeOfWhatCanBeServed(String target, String message) {
    assertThatThrownBy(() -> SIGNER.sign(target))
        .isInstanceOf(ImageResizeException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "k:|('openssl rand -hex 32' makes one), but is 0 bytes of key k",
        "k:00112233445566778899aabbccddee|but is 15 bytes of key k",
        "k:0|must be ID:HEX",
        "k:zz|must be ID:HEX",
        "k|must be ID:HEX",
        "a b:00112233445566778899aabbccddeeff|id must have 1..32",
        ":00112233445566778899aabbccddeeff|id must have 1..32"
      })
  void needAProperKey(String text, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SigningKey.parse(text))
        .withMessageContaining(message)
        .satisfies(wrong -> assertThat(wrong.getMessage()).doesNotContain("ddeeff"));
  }

  @Test
  void needKeysThatCanBeToldApart() {
    assertThatIllegalArgumentException().isThrownBy(SizePolicy::signed);
    assertThatIllegalArgumentException().isThrownBy(() -> SizePolicy.signed(OLD, OLD));
    assertThat(OLD.toString()).isEqualTo("SigningKey[old]");
  }
}
