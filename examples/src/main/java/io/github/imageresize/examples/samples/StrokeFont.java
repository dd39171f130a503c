package io.github.imageresize.examples.samples;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.util.HashMap;
import java.util.Map;

/** Capitals and digits made of strokes, since a server need not have any fonts installed. */
final class StrokeFont {
  private static final double ADVANCE = 5.6;
  private static final double HEIGHT = 6;

  /** Each glyph's strokes through points of a grid: x is 0..4, y is 0..6 downwards. */
  private static final String GLYPHS =
      """
      A 06 20 46|14 34
      B 33 03|03 00 30 41 42 33 44 45 36 06 03
      C 41 30 10 01 05 16 36 45
      D 00 06 26 44 42 20 00
      E 40 00 06 46|03 33
      F 40 00 06|03 33
      G 41 30 10 01 05 16 36 45 43 23
      H 00 06|40 46|03 43
      I 20 26|10 30|16 36
      J 40 45 36 16 05
      K 00 06|40 03 46
      L 00 06 46
      M 06 00 23 40 46
      N 06 00 46 40
      O 10 30 41 45 36 16 05 01 10
      P 06 00 30 41 42 33 03
      Q 10 30 41 45 36 16 05 01 10|24 46
      R 06 00 30 41 42 33 03|23 46
      S 41 30 10 01 02 13 33 44 45 36 16 05
      T 00 40|20 26
      U 00 05 16 36 45 40
      V 00 26 40
      W 00 16 22 36 40
      X 00 46|40 06
      Y 00 23 40|23 26
      Z 00 40 06 46
      0 10 30 41 45 36 16 05 01 10|32 14
      1 11 20 26|16 36
      2 01 10 30 41 42 06 46
      3 00 40 23 33 44 45 36 16 05
      4 36 30 04 44
      5 40 00 03 33 44 45 36 16 05
      6 30 10 01 05 16 36 45 44 33 03
      7 00 40 16
      8 13 02 01 10 30 41 42 33 13 04 05 16 36 45 44 33
      9 43 13 02 01 10 30 41 45 36 16
      """;

  private static final Map<Character, Path2D> OUTLINES = outlines();

  private StrokeFont() {}

  /** The width of a line of text, in pixels. */
  static double width(String text, double height) {
    return (text.length() * ADVANCE - (ADVANCE - 4)) * height / HEIGHT;
  }

  /** Draws a line of text in the present colour, its upper left corner at (x, y). */
  static void draw(Graphics2D graphics, String text, double x, double y, double height) {
    double scale = height / HEIGHT;
    Graphics2D scaled = (Graphics2D) graphics.create();
    scaled.translate(x, y);
    scaled.scale(scale, scale);
    scaled.setStroke(new BasicStroke(0.85f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    for (int i = 0; i < text.length(); i++) {
      Path2D outline = OUTLINES.get(text.charAt(i));
      if (outline != null) {
        scaled.draw(outline);
      }
      scaled.translate(ADVANCE, 0);
    }
    scaled.dispose();
  }

  private static Map<Character, Path2D> outlines() {
    Map<Character, Path2D> outlines = new HashMap<>();
    for (String line : GLYPHS.lines().toList()) {
      Path2D path = new Path2D.Double();
      for (String stroke : line.substring(2).split("\\|", -1)) {
        append(path, stroke.split(" ", -1));
      }
      outlines.put(line.charAt(0), path);
    }
    return outlines;
  }

  private static void append(Path2D path, String[] points) {
    for (int i = 0; i < points.length; i++) {
      double x = points[i].charAt(0) - '0';
      double y = points[i].charAt(1) - '0';
      if (i == 0) {
        path.moveTo(x, y);
      } else {
        path.lineTo(x, y);
      }
    }
  }
}
