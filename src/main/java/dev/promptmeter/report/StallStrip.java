package dev.promptmeter.report;

import dev.promptmeter.gate.FigureText;
import dev.promptmeter.gate.MeasurementText;
import dev.promptmeter.run.MachineSample;
import dev.promptmeter.run.Stall;
import dev.promptmeter.validity.MachineLog;
import dev.promptmeter.validity.Measurement;
import dev.promptmeter.validity.Reason;
import dev.promptmeter.validity.Span;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A small picture of when the process stood still and how busy it was, from the first start of a case to the last. */
final class StallStrip {

    private static final int BUCKETS = 60;
    private static final double WIDTH = 600;
    private static final double HEIGHT = 40;
    private static final double STEP = WIDTH / BUCKETS;

    private final Measurement measurement;
    private final MachineLog machine;
    private final Span window;
    private final @Nullable Stall[] longest = new Stall[BUCKETS];

    private StallStrip(Measurement measurement, Span window) {
        this.measurement = measurement;
        this.machine = measurement.machine();
        this.window = window;
        for (Stall stall : machine.stalls()) {
            place(stall);
        }
    }

    /** Writes the picture; nothing if nobody watched, or all cases were started at about the same time. */
    static void write(Markup page, Measurement measurement) {
        if (measurement.window() != null
                && !measurement.brief()
                && measurement.machine().watched()) {
            new StallStrip(measurement, measurement.window()).write(page);
        }
    }

    private void place(Stall stall) {
        if (stall.within(window.from(), window.to()) == 0) {
            return;
        }
        int first = bucket(stall.start());
        int last = bucket(stall.end() - 1);
        for (int i = first; i <= last; i++) {
            Stall before = longest[i];
            longest[i] = before == null || before.nanos() < stall.nanos() ? stall : before;
        }
    }

    private int bucket(long instant) {
        double share = (double) (instant - window.from()) / window.nanos();
        return (int) Math.min(BUCKETS - 1, Math.max(0, share * BUCKETS));
    }

    private void write(Markup page) {
        page.open("figure", "class", "strip").open("figcaption");
        page.text("This process meanwhile: ").text(words());
        page.close("figcaption").line();
        page.raw(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %.0f %.0f\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"",
                WIDTH,
                HEIGHT));
        page.text(words()).raw("\">");
        bars(page);
        line(page);
        page.raw("</svg>").line();
        page.open("p", "class", "ends")
                .element("span", MeasurementText.clock(window.from()))
                .element("span", MeasurementText.clock(window.to()))
                .close("p");
        legend(page);
        page.close("figure").line();
    }

    private String words() {
        String stalls = measurement
                .longestStall()
                .map(stall -> FigureText.count(machine.stallCount())
                        + (machine.stallCount() == 1 ? " stall" : " stalls") + ", the longest "
                        + FigureText.duration(stall.nanos()))
                .orElse("no stall of 5 ms or more");
        Double cpu = measurement.figures().get(Reason.CPU);
        return cpu == null ? stalls : stalls + "; CPU " + FigureText.share(cpu);
    }

    private void bars(Markup page) {
        double tallest = Arrays.stream(longest)
                .filter(Objects::nonNull)
                .mapToLong(Stall::nanos)
                .max()
                .orElse(1);
        for (int i = 0; i < BUCKETS; i++) {
            Stall stall = longest[i];
            if (stall != null) {
                double height = Math.max(2, HEIGHT * stall.nanos() / tallest);
                page.raw(String.format(
                        Locale.ROOT,
                        "<rect class=\"%s\" x=\"%.0f\" y=\"%.1f\" width=\"%.0f\" height=\"%.1f\"/>",
                        stall.cause() == Stall.Cause.GC ? "collection" : "stall",
                        i * STEP + 1,
                        HEIGHT - height,
                        STEP - 2,
                        height));
            }
        }
    }

    /** The share of the processors that this process used, from none at the bottom to all at the top. */
    private void line(Markup page) {
        StringBuilder path = new StringBuilder();
        for (MachineSample sample : machine.samples()) {
            if (sample.cpuNanos() != null && sample.within(window.from(), window.to()) > 0) {
                double share = (double) sample.cpuNanos() / (sample.to() - sample.from()) / machine.processors();
                double y = HEIGHT - Math.min(1, share) * (HEIGHT - 2) - 1;
                path.append(String.format(
                        Locale.ROOT,
                        "%s%.1f %.1fH%.1f",
                        path.length() == 0 ? "M" : "L",
                        x(sample.from()),
                        y,
                        x(sample.to())));
            }
        }
        if (path.length() > 0) {
            page.raw("<path class=\"cpu\" d=\"" + path + "\"/>");
        }
    }

    private double x(long instant) {
        return Math.min(WIDTH, Math.max(0, WIDTH * (instant - window.from()) / window.nanos()));
    }

    private static void legend(Markup page) {
        page.open("p", "class", "note");
        page.raw("<span class=\"key stall\"></span> stood still, by length ");
        page.raw("<span class=\"key collection\"></span> the same, collecting memory ");
        page.raw("<span class=\"key cpu\"></span> share of the processors in use by it");
        page.close("p").line();
    }
}
