package dev.promptmeter.suite;

import dev.promptmeter.dataset.Source;
import dev.promptmeter.suite.Node.Entry;
import dev.promptmeter.suite.Node.Items;
import dev.promptmeter.suite.Node.Mapping;
import dev.promptmeter.suite.Node.Scalar;
import dev.promptmeter.suite.Node.Style;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads YAML into nodes that know where they stand. Built on the parser's events, because a library that hands out finished values
 * follows aliases, keeps the last of two equal keys and guesses types.
 */
final class YamlTree {

    private static final int DEEPEST = 32;
    private static final String NOT_SUPPORTED =
            "anchors, aliases, merge keys, tags and several documents are not supported in a suite";

    private final Iterator<Event> events;
    private final Function<Mark, Place> places;
    private final Findings findings;

    private YamlTree(Iterator<Event> events, Function<Mark, Place> places, Findings findings) {
        this.events = events;
        this.places = places;
        this.findings = findings;
    }

    /**
     * Reads one document.
     *
     * @param file name in messages
     * @throws SuiteException with every fault that could be found
     */
    static Node read(String text, String file) {
        return read(
                text,
                mark -> Place.inFile(file, mark.getLine() + 1, mark.getColumn() + 1),
                new Place(new Source(file, 0, 0), ""));
    }

    /** Reads a value that came with a flag: wherever something stands in it, the flag is its place. */
    static Node readValue(String text, Place place) {
        return read(text, mark -> place, place);
    }

    private static Node read(String text, Function<Mark, Place> places, Place whole) {
        Findings findings = new Findings();
        LoadSettings settings =
                LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
        try {
            YamlTree tree = new YamlTree(new Parse(settings).parseString(text).iterator(), places, findings);
            Optional<Node> root = tree.document();
            findings.throwIfAny();
            return root.orElseGet(() -> new Scalar("", Style.PLAIN, whole));
        } catch (MarkedYamlEngineException e) {
            Place place = e.getProblemMark().map(places).orElse(whole);
            findings.add("PM-1113", place, "cannot be read as YAML: " + e.getProblem());
            throw findings.exception();
        } catch (YamlEngineException e) {
            findings.add("PM-1113", whole, "cannot be read as YAML: " + e.getMessage());
            throw findings.exception();
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            // The parser's own exceptions do not cover an escape that breaks off, such as a backslash and u at the end
            // of the text.
            findings.add("PM-1113", whole, "cannot be read as YAML: an escape in double quotes is not complete");
            throw findings.exception();
        }
    }

    private Optional<Node> document() {
        Optional<Node> root = Optional.empty();
        while (events.hasNext()) {
            Event event = events.next();
            if (event instanceof DocumentStartEvent && root.isPresent()) {
                throw stop("PM-1105", event, NOT_SUPPORTED);
            }
            if (event instanceof NodeEvent) {
                root = Optional.of(node(event, 1));
            }
        }
        return root;
    }

    private Node node(Event event, int depth) {
        if (depth > DEEPEST) {
            throw stop("PM-1113", event, "nested deeper than " + DEEPEST + " levels");
        }
        if (event instanceof AliasEvent) {
            throw stop("PM-1105", event, NOT_SUPPORTED);
        }
        if (((NodeEvent) event).getAnchor().isPresent() || tagged(event)) {
            findings.add("PM-1105", place(event), NOT_SUPPORTED);
        }
        if (event instanceof ScalarEvent scalar) {
            return new Scalar(scalar.getValue(), scalar.isPlain() ? Style.PLAIN : Style.QUOTED, place(event));
        }
        return event.getEventId() == Event.ID.SequenceStart ? items(event, depth) : mapping(event, depth);
    }

    private static boolean tagged(Event event) {
        return event instanceof ScalarEvent scalar && scalar.getTag().isPresent()
                || event instanceof CollectionStartEvent start && start.getTag().isPresent();
    }

    private Items items(Event start, int depth) {
        List<Node> items = new ArrayList<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            items.add(node(event, depth + 1));
        }
        return new Items(items, place(start));
    }

    private Mapping mapping(Event start, int depth) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            Node key = node(event, depth + 1);
            Node value = node(events.next(), depth + 1);
            addEntry(entries, key, value);
        }
        return new Mapping(entries, place(start));
    }

    private void addEntry(Map<String, Entry> entries, Node key, Node value) {
        if (!(key instanceof Scalar name)) {
            findings.add("PM-1113", key.place(), "a key must be text; found " + key.shown());
        } else if (name.text().equals("<<") && !name.quoted()) {
            findings.add("PM-1105", key.place(), NOT_SUPPORTED);
        } else if (entries.containsKey(name.text())) {
            int first = entries.get(name.text()).key().source().line();
            String where = first == 0 ? "" : ", first on line " + first;
            findings.add("PM-1103", key.place(), "key " + name.shown() + " appears twice" + where);
        } else {
            entries.put(name.text(), new Entry(key.place(), value));
        }
    }

    private Place place(Event event) {
        return event.getStartMark().map(places).orElseThrow();
    }

    private SuiteException stop(String code, Event event, String text) {
        findings.add(code, place(event), text);
        return findings.exception();
    }
}
