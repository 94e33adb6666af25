package dev.promptmeter.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** Bodies in a coding or a character set that nobody asked for. */
final class CodingFault {

    private static final List<String> CODINGS = List.of("gzip", "deflate", "br", "gzip-gzip", "gzip-cut");
    private static final List<String> CHARSETS = List.of("utf16le", "latin1-label", "bom", "bad-utf8");
    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    private static final String AT_TEXT = "\"content\":\"";

    private CodingFault() {}

    static Effect encoding(FaultArguments arguments) {
        String form = arguments.argument();
        if (!CODINGS.contains(form)) {
            throw new IllegalArgumentException("unknown coding '" + form + "': " + NearName.suggestion(form, CODINGS));
        }
        return Effect.ofReply(reply -> {
            List<Piece> coded = coded(form, reply.pieces());
            reply.header(
                    "Content-Encoding", form.equals("gzip-gzip") ? "gzip, gzip" : form.replace("gzip-cut", "gzip"));
            reply.body(form.equals("gzip-cut") ? half(coded) : coded);
        });
    }

    /** Brotli is only a label: the point is a coding that a client does not know. */
    private static List<Piece> coded(String form, List<Piece> pieces) {
        return switch (form) {
            case "br" -> pieces;
            case "deflate" -> through(pieces, out -> new DeflaterOutputStream(out, true));
            case "gzip-gzip" -> through(through(pieces, CodingFault::gzip), CodingFault::gzip);
            default -> through(pieces, CodingFault::gzip);
        };
    }

    private static OutputStream gzip(OutputStream out) {
        try {
            return new GZIPOutputStream(out, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Coder {

        OutputStream over(OutputStream out);
    }

    /** Each piece stays a piece: a stream is flushed event by event, as servers do. */
    private static List<Piece> through(List<Piece> pieces, Coder coder) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<Piece> coded = new ArrayList<>();
        OutputStream out = coder.over(bytes);
        try {
            for (Piece piece : pieces) {
                out.write(piece.bytes(), piece.bodyFrom(), piece.bodyLength());
                out.flush();
                if (coded.size() == pieces.size() - 1) {
                    out.close();
                }
                coded.add(Pieces.with(piece, bytes.toByteArray()));
                bytes.reset();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written", e);
        }
        return coded;
    }

    private static List<Piece> half(List<Piece> pieces) {
        List<Piece> kept = new ArrayList<>(pieces.subList(0, (pieces.size() + 1) / 2));
        if (kept.isEmpty()) {
            return kept;
        }
        Piece last = kept.get(kept.size() - 1);
        kept.set(kept.size() - 1, Pieces.with(last, Arrays.copyOf(last.bytes(), last.bytes().length / 2)));
        return kept;
    }

    /** A small body that becomes large when it is decoded. */
    static Effect bomb(FaultArguments arguments) {
        int size = SizeText.bytes(arguments.argument());
        return Effect.ofReply(reply -> {
            reply.replace(reply.status(), reply.contentType(), bomb(size));
            reply.header("Content-Encoding", "gzip");
        });
    }

    private static byte[] bomb(int size) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] block = new byte[8192];
        Arrays.fill(block, (byte) 'x');
        try (OutputStream out = gzip(bytes)) {
            out.write("{\"choices\":[{\"index\":0,\"message\":{\"content\":\"".getBytes(StandardCharsets.US_ASCII));
            for (int left = size; left > 0; left -= block.length) {
                out.write(block, 0, Math.min(left, block.length));
            }
            out.write("\"},\"finish_reason\":\"stop\"}]}".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written", e);
        }
        return bytes.toByteArray();
    }

    static Effect charset(FaultArguments arguments) {
        return switch (arguments.argument()) {
            case "utf16le" -> labelled("utf-16le").and(inUtf16());
            case "latin1-label" -> labelled("iso-8859-1");
            case "bom" -> byteOrderMark(arguments);
            case "bad-utf8" -> badUtf8();
            default ->
                throw new IllegalArgumentException("unknown charset '" + arguments.argument() + "': "
                        + NearName.suggestion(arguments.argument(), CHARSETS));
        };
    }

    private static Effect labelled(String charset) {
        return Effect.ofReply(reply -> {
            String type = reply.contentType().split(";", 2)[0];
            reply.editHead(head -> HeadText.with(head, "Content-Type", type + "; charset=" + charset));
        });
    }

    private static Effect inUtf16() {
        Charset charset = StandardCharsets.UTF_16LE;
        return Pieces.list(pieces ->
                pieces.replaceAll(piece -> Pieces.with(piece, Pieces.text(piece).getBytes(charset))));
    }

    static Effect byteOrderMark(FaultArguments arguments) {
        return Pieces.list(pieces -> {
            Piece first = pieces.get(0);
            byte[] marked = new ByteText(MARK.length + first.bodyLength())
                    .add(MARK)
                    .add(first.bytes(), first.bodyFrom(), first.bodyLength())
                    .toBytes();
            pieces.set(0, Pieces.with(first, marked));
        });
    }

    /** A byte that begins a character and is followed by none, in the text of the first piece that has any. */
    private static Effect badUtf8() {
        return Pieces.list(pieces -> {
            int at = Pieces.first(pieces, Pieces::output);
            String text = at < 0 ? "" : new String(pieces.get(at).bytes(), StandardCharsets.ISO_8859_1);
            int from = text.indexOf(AT_TEXT) + AT_TEXT.length();
            if (from > AT_TEXT.length()) {
                String bad = text.substring(0, from) + "\u00c3(" + text.substring(from);
                pieces.set(at, Pieces.with(pieces.get(at), bad.getBytes(StandardCharsets.ISO_8859_1)));
            }
        });
    }
}
