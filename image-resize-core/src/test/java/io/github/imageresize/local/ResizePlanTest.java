package io.github.imageresize.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.imageresize.Crop;
import io.github.imageresize.Fit;
import io.github.imageresize.Flip;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.Position;
import io.github.imageresize.Rotation;
import io.github.imageresize.codec.DecodeRequest;
import io.github.imageresize.codec.ImageHeader;
import io.github.imageresize.codec.Orientation;
import io.github.imageresize.internal.codec.jpeg.JpegCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ResizePlanTest {
  private static final int LONGEST_SIDE = 8192;

  @ParameterizedTest
  @CsvSource({
    // stored size, box, fit, enlarge; canvas, padding
    "2725, 2225, 300, 0, INSIDE, false, 300, 245, 0, 0",
    "2725, 2225, 0, 200, INSIDE, false, 245, 200, 0, 0",
    "2725, 2225, 200, 200, INSIDE, false, 200, 163, 0, 0",
    "2725, 2225, 200, 200, OUTSIDE, false, 245, 200, 0, 0",
    "2725, 2225, 720, 588, FILL, false, 720, 588, 0, 0",
    "2725, 2225, 100, 300, COVER, false, 100, 300, 0, 0",
    "2725, 2225, 300, 300, CONTAIN, false, 300, 300, 0, 27",
    "2725, 2225, 0, 0, COVER, false, 2725, 2225, 0, 0",
    "2725, 2225, 300, 0, FILL, false, 300, 245, 0, 0",
    "2725, 2225, 300, 0, CONTAIN, false, 300, 245, 0, 0",
    // half pixels are rounded up
    "17, 33, 8, 0, INSIDE, false, 8, 16, 0, 0",
    "9, 17, 8, 0, INSIDE, false, 8, 15, 0, 0",
    "4, 10, 1, 0, INSIDE, false, 1, 3, 0, 0",
    // no side vanishes
    "1, 33, 8, 8, INSIDE, false, 1, 8, 0, 0",
    "1000, 1, 10, 0, INSIDE, false, 10, 1, 0, 0",
    "1000, 1, 10, 10, CONTAIN, false, 10, 10, 0, 4",
    // a box larger than the image, without enlarging
    "300, 200, 400, 0, INSIDE, false, 300, 200, 0, 0",
    "300, 200, 400, 400, INSIDE, false, 300, 200, 0, 0",
    "300, 200, 400, 400, OUTSIDE, false, 300, 200, 0, 0",
    "300, 200, 400, 400, COVER, false, 300, 200, 0, 0",
    "300, 200, 400, 100, COVER, false, 300, 100, 0, 0",
    "300, 200, 400, 401, CONTAIN, false, 400, 401, 50, 100",
    "300, 200, 400, 100, FILL, false, 300, 100, 0, 0",
    // and with
    "300, 200, 600, 0, INSIDE, true, 600, 400, 0, 0",
    "300, 200, 400, 400, INSIDE, true, 400, 267, 0, 0",
    "300, 200, 400, 400, OUTSIDE, true, 600, 400, 0, 0",
    "300, 200, 400, 400, COVER, true, 400, 400, 0, 0",
    "300, 200, 400, 400, CONTAIN, true, 400, 400, 0, 66",
    "300, 200, 400, 100, FILL, true, 400, 100, 0, 0",
  })
  void fitsAsSharpDoes(
      int storedWidth,
      int storedHeight,
      int boxWidth,
      int boxHeight,
      Fit fit,
      boolean enlarge,
      int width,
      int height,
      int left,
      int top) {
    ImageRequest.Builder request = request().fit(fit).enlarge(enlarge);
    if (boxWidth > 0) {
      request.width(boxWidth);
    }
    if (boxHeight > 0) {
      request.height(boxHeight);
    }
    ResizePlan plan = plan(storedWidth, storedHeight, Orientation.UPRIGHT, request);
    assertThat(plan.width()).as("width").isEqualTo(width);
    assertThat(plan.height()).as("height").isEqualTo(height);
    assertThat(plan.left()).as("left").isEqualTo(left);
    assertThat(plan.top()).as("top").isEqualTo(top);
  }

  @ParameterizedTest
  @CsvSource({
    // the reduced image is 201x100, the box 100x100: 101 columns too many
    "top-left, 0",
    "left, 0",
    "center, 51",
    "top, 51",
    "right, 101",
    "bottom-right, 101",
    "'0,0.5', 0",
    "'0.5,0', 51",
    "'1,1', 101",
    "'0.4,0.5', 30",
  })
  void coverKeepsThePosition(String position, int firstColumn) {
    ImageRequest.Builder request =
        request().width(100).height(100).fit(Fit.COVER).position(Position.parse(position));
    ResizePlan plan = plan(402, 200, Orientation.UPRIGHT, request);
    assertThat(plan.horizontal().start()).isCloseTo(firstColumn * 2.0, within(1e-9));
    assertThat(plan.horizontal().length()).isEqualTo(100);
    assertThat(plan.vertical().start()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "top-left, 0",
    "left, 0",
    "center, 49",
    "right, 99",
    "'0,0.5', 99",
    "'0.5,0.5', 50",
    "'1,0', 0",
  })
  void containPlacesByThePosition(String position, int left) {
    ImageRequest.Builder request =
        request().width(200).height(200).fit(Fit.CONTAIN).position(Position.parse(position));
    assertThat(plan(202, 400, Orientation.UPRIGHT, request).left()).isEqualTo(left);
  }

  @Test
  void laysARoundedSideOverTheMiddleOfTheStoredOne() {
    ResizePlan plan = plan(17, 33, Orientation.UPRIGHT, request().width(8));
    assertThat(plan.vertical().scale()).isEqualTo(17 / 8.0);
    assertThat(plan.vertical().start()).isCloseTo((33 - 16 * 17 / 8.0) / 2, within(1e-9));
  }

  @Test
  void multipliesTheBoxByTheDevicePixelRatio() {
    ResizePlan plan =
        plan(3000, 2000, Orientation.UPRIGHT, request().width(301).devicePixelRatio(1.5));
    assertThat(plan.width()).isEqualTo(452);
  }

  @ParameterizedTest
  @EnumSource(Orientation.class)
  void findsTheStoredPixelsOfACropOfTheUprightImage(Orientation orientation) {
    // Upright, the picture is 40x30; the crop leaves 5 to the left, 2 above, 15 right, 8 below.
    boolean swapped = orientation.swapped();
    ResizePlan plan =
        plan(
            swapped ? 30 : 40,
            swapped ? 40 : 30,
            orientation,
            request().crop(Crop.pixels(5, 2, 20, 20)));
    int x = orientation.mirroredX() ? 15 : 5;
    int y = orientation.mirroredY() ? 8 : 2;
    assertThat(plan.horizontal().lower()).isEqualTo(swapped ? y : x);
    assertThat(plan.vertical().lower()).isEqualTo(swapped ? x : y);
    assertThat(plan.horizontal().start()).isEqualTo(plan.horizontal().lower());
    assertThat(plan.horizontal().upper() - plan.horizontal().lower()).isEqualTo(20);
    assertThat(plan.turn()).isEqualTo(orientation);
  }

  @ParameterizedTest
  @CsvSource({
    "'10,20,30,15', 10, 20, 30, 15",
    "'90,40,30,15', 90, 40, 10, 10",
    "'50%,0%,50%,100%', 50, 0, 50, 50",
    "'33.3%,10%,33.3%,10%', 33, 5, 34, 5",
    "'99.9%,99.9%,0.1%,0.1%', 99, 49, 1, 1",
    "'99,0,2147483647,2147483647', 99, 0, 1, 50",
  })
  void clipsACropToTheImage(String crop, int x, int y, int width, int height) {
    ResizePlan plan = plan(100, 50, Orientation.UPRIGHT, request().crop(Crop.parse(crop)));
    assertThat(plan.horizontal().lower()).isEqualTo(x);
    assertThat(plan.vertical().lower()).isEqualTo(y);
    assertThat(plan.width()).isEqualTo(width);
    assertThat(plan.height()).isEqualTo(height);
  }

  @ParameterizedTest
  @CsvSource({"'100,0,10,10'", "'0,50,10,10'", "'100%,0%,10%,10%'", "'2147483647,0,1,1'"})
  void refusesACropOutsideTheImage(String crop) {
    assertThatThrownBy(() -> plan(100, 50, Orientation.UPRIGHT, request().crop(Crop.parse(crop))))
        .isInstanceOfSatisfying(
            ImageResizeException.class,
            failure -> assertThat(failure.reason()).isEqualTo(Reason.INVALID_REQUEST))
        .hasMessageContaining("must overlap the upright original of 100x50");
  }

  @Test
  void refusesACanvasOverTheLimitOnlyWhereItWouldBeMade() {
    assertThat(plan(300, 200, Orientation.UPRIGHT, request().width(9000)).width()).isEqualTo(300);
    ImageRequest.Builder enlarged = request().width(9000).enlarge(true);
    assertThatThrownBy(() -> plan(300, 200, Orientation.UPRIGHT, enlarged))
        .isInstanceOfSatisfying(
            ImageResizeException.class,
            failure -> assertThat(failure.reason()).isEqualTo(Reason.RESULT_TOO_LARGE))
        .hasMessageContaining("9000x6000");
    ImageRequest.Builder overflowing =
        request().width(65_535).height(65_535).fit(Fit.OUTSIDE).enlarge(true);
    assertThatThrownBy(() -> plan(1, 100_000, Orientation.UPRIGHT, overflowing))
        .isInstanceOf(ImageResizeException.class)
        .hasMessageContaining("65535x6553500000");
  }

  @Test
  void turnsAfterTheFlip() {
    ImageRequest.Builder request =
        request().flip(Flip.HORIZONTAL).rotation(Rotation.CLOCKWISE_90).width(20);
    ResizePlan plan = plan(40, 30, Orientation.UPRIGHT, request);
    assertThat(plan.width()).isEqualTo(20);
    assertThat(plan.height()).isEqualTo(27);
    assertThat(plan.turn()).isEqualTo(Orientation.TRANSVERSED);
  }

  @Test
  void decodesNoMoreThanTheKernelReaches() {
    ImageRequest.Builder request = request().width(100).height(100).fit(Fit.COVER);
    DecodeRequest decode = plan(4000, 1000, Orientation.UPRIGHT, request).decodeRequest(false, 1);
    assertThat(decode.x()).isEqualTo(1470);
    assertThat(decode.width()).isEqualTo(1060);
    assertThat(decode.y()).isZero();
    assertThat(decode.height()).isEqualTo(1000);
    assertThat(decode.reductionX()).isEqualTo(10);
  }

  private static ImageRequest.Builder request() {
    return ImageRequest.builder("a.jpg");
  }

  private static ResizePlan plan(
      int width, int height, Orientation orientation, ImageRequest.Builder request) {
    ImageHeader header =
        ImageHeader.builder(JpegCodec.FORMAT, width, height).orientation(orientation).build();
    return ResizePlan.of(header, request.build(), LONGEST_SIDE);
  }
}
