/**
 * The JPEG codec that decodes at reduced size; not API. Clauses are those of ITU T.81.
 *
 * <h2>From file to planes</h2>
 *
 * {@link io.github.imageresize.internal.codec.jpeg.decode.JpegDecoder} reads the segments up to the
 * first scan ({@code MarkerReader}, {@code Segment}, {@code JpegFile}; annex B) and chooses what to
 * decode ({@code PictureLayout}). Then rows of MCUs (A.2) are decoded when a plane's rows are asked
 * for:
 *
 * <ol>
 *   <li>{@code EntropyReader} removes byte stuffing (F.1.2.3) into a window, eight bytes at a time,
 *       so that decoding loops need not look for markers. The window ends at each restart marker
 *       (F.1.1.5, E.2.4), and behind it are zeros: data that are missing or damaged in one interval
 *       never reach into the next.
 *   <li>{@code SequentialScan} decodes the Huffman codes (F.2.2), which is most of the work. It
 *       looks up to two coefficients with their values up at once ({@code CoefficientPairs}), and
 *       passes over those that are not needed several at a time ({@code CoefficientSkips}). Codes
 *       longer than a table's index are found by a second look-up ({@code AcSymbolTable}): files
 *       written with the tables of annex K have many. Bits are held left-aligned in a long, and the
 *       next eight bytes are loaded before it is known how many bits a symbol takes, so that each
 *       symbol waits for one look-up and one shift.
 *   <li>{@code InverseTransform} makes n×n samples of each block, n from 1 to 8, from its n×n
 *       lowest frequencies: the inverse DCT (A.3.3) of n points with dequantisation (A.3.4) in its
 *       weights. The fewer points, the less is to be decoded, transformed and resampled. n is the
 *       least that leaves the resampling something to reduce.
 *   <li>The level shift (A.3.1) is added to DC, once a block instead of once a sample.
 * </ol>
 *
 * <p>Coefficients and samples are floats in planes: an array for each frequency or for each place
 * in a block, with an element for each block of a row. In that layout both passes of the transform
 * are weighted sums of arrays, the loops that HotSpot turns into vector code (see {@link
 * io.github.imageresize.internal.raster.WeightedSum}), and n phases are how resampling takes its
 * rows. Samples are neither rounded nor clamped on their way, colours are not converted, and chroma
 * is not brought to luma's size.
 *
 * <p>Progressive JPEG (annex G), and sequential ones with several scans, need all scans before the
 * first sample. {@code StoredPicture} keeps the coefficients that n needs, 2 bytes each, and a mask
 * of the non-zero ones for each block: refinement (G.1.2.3) then counts bits in the mask where it
 * would walk over coefficients. If only DC is needed, scans of AC are not decoded at all. Of a crop
 * only its rows of blocks are kept.
 *
 * <h2>From planes to file</h2>
 *
 * {@link io.github.imageresize.internal.codec.jpeg.encode.JpegEncoder} takes rows in 8 phases,
 * which are the planes of the forward DCT (A.3.3). {@code ForwardTransform} has the quantisation in
 * its weights and rounds by adding a large number; {@code QuantizedBlocks} finds the non-zero
 * coefficients in vectors, {@code TokenStream} keeps the symbols until {@code HuffmanCode} can make
 * the best code for them (K.2).
 *
 * <p>Progressive files get the scans of {@code Progression}. {@code ProgressiveImage} keeps the
 * coefficients and hands them, scan by scan, to a {@code ProgressivePass}: first passes (G.1.2.1,
 * G.1.2.2) and refinements, in which correction bits wait for the symbol that they follow ({@code
 * CorrectionBits}, {@code EndOfBlockRun}; G.1.2.3). Only one scan's tokens are held at a time.
 *
 * <h2>Damage</h2>
 *
 * Headers and tables that break a rule are refused. Entropy-coded data that do are decoded on:
 * every code advances by at least a bit and a coefficient, indices are bounded by the tables'
 * layout, and blocks without data stay grey. {@link io.github.imageresize.codec.DamageReport}
 * decides whether enough arrived. The number of scans is bounded, as each may cost a walk over all
 * blocks.
 */
@NullMarked
package io.github.imageresize.internal.codec.jpeg;

import org.jspecify.annotations.NullMarked;
