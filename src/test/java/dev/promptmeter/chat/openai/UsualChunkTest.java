package dev.promptmeter.chat.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.SuiteLine;
import dev.promptmeter.TestScale;
import dev.promptmeter.chat.Completion;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonPointer;

/** A chunk that is read without a tree means what its tree means. */
class UsualChunkTest {

    /** A cost that may be any part of a chunk needs the tree of each. */
    private static final JsonPointer ALL_BY_TREE = JsonPointer.empty();

    private static final JsonPointer COST = JsonPointer.compile("/cost/usd");

    private static boolean usual(String chunk) {
        byte[] bytes = chunk.getBytes(StandardCharsets.UTF_8);
        return new UsualChunk(COST).read(bytes, 0, bytes.length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'id':'c','object':'chat.completion.chunk','created':1,'model':'m','choices':[{'index':0,'delta':{'content':' a'},'finish_reason':null}]}",
                "{'choices':[{'index':0,'delta':{'role':'assistant','content':''},'logprobs':null,'finish_reason':null}],'usage':null,'obfuscation':'xY'}",
                "{ 'choices' : [ { 'delta' : { 'content' : null , 'reasoning' : 'hm' , 'reasoning_details' : [ { 'text' : 'hm' } ] } } ] }",
                "{'choices':[{'index':0,'delta':{'role':null,'reasoning_content':'é漢😀\\ud83d\\n'},'finish_reason':''}],'error':null}",
                "{'choices':[{'index':12,'delta':{'tool_calls':[{'index':0,'function':{'arguments':'{'}}]}}],'cost':null}",
                "{'choices':[{'delta':{}}],'other':[1,-0.5e+7,true,false,{'a':{'b':[[]]}}]}"
            })
    void aChunkOfTextAloneNeedsNoTree(String chunk) {
        assertThat(usual(chunk.replace('\'', '"'))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'choices':[{'delta':{'content':'a'},'finish_reason':'stop'}]}",
                "{'choices':[{'delta':{'content':'a'}}],'usage':{'completion_tokens':1}}",
                "{'choices':[{'delta':{'content':'a'}}],'cost':{'usd':1}}",
                "{'choices':[{'delta':{'content':'a'}}],'error':{'message':'no'}}",
                "{'choices':[{'delta':{'content':'a'}}],'object':'error'}",
                "{'choices':[{'delta':{'content':'a'}}],'object':'\\u0065rror'}",
                "{'choices':[{'delta':{'content':'a','content':'b'}}]}",
                "{'choices':[{'delta':{'content':'a','c\\u006fntent':'b'}}]}",
                "{'choices':[{'delta':{'content':'a'}},{'index':1,'delta':{'content':'b'}}]}",
                "{'choices':[]}",
                "{'choices':[{'text':'a'}]}",
                "{'choices':[{'delta':{'reasoning_details':[{'text':'hm'}]}}]}",
                "{'choices':[{'delta':{'content':'a'}}]} x",
                "{'choices':[{'delta':{'content':'a'}}],}",
                "{'choices':[{'delta':{'content':'a'}}],'n':01}",
                "{'choices':[{'delta':{'content':'a'}}],'n':nul}",
                "{'choices':[{'delta':{'content':'a\n'}}]}",
                "{'choices':[{'delta':{'content':'a'}}]",
                ""
            })
    void whatIsRareOrWrongIsLeftToTheTree(String chunk) {
        assertThat(usual(chunk.replace('\'', '"'))).isFalse();
    }

    @Test
    void anyStreamMeansWhatTheTreesOfItsChunksMean() {
        long seed = TestScale.seed(5);
        Random random = new Random(seed);
        int chunks = 0;
        int usual = 0;
        try (SuiteLine line = SuiteLine.begin(18, "usual chunks and their trees", seed)) {
            for (int i = 0; i < TestScale.of(2_000, 500_000); i++) {
                List<byte[]> stream = stream(random);
                for (byte[] chunk : stream) {
                    chunks++;
                    usual += new UsualChunk(COST).read(chunk, 0, chunk.length) ? 1 : 0;
                }
                byte[] bytes = framed(stream, random);
                int cut = random.nextInt(bytes.length + 1);

                assertThat(meaning(bytes, cut, COST))
                        .as("%s cut at %d", new String(bytes, StandardCharsets.UTF_8), cut)
                        .isEqualTo(meaning(bytes, cut, ALL_BY_TREE));
                line.count();
            }
        }
        assertThat(usual).isBetween(chunks / 3, chunks * 2 / 3);
    }

    /** Some of one shape, then some of another: as of reasoning and answer, of text and tool calls. */
    private static List<byte[]> stream(Random random) {
        List<byte[]> chunks = new ArrayList<>();
        var served = new ServedChunk(random);
        long shape = random.nextLong();
        for (int n = 1 + random.nextInt(8); n > 0; n--) {
            shape = random.nextInt(3) == 0 ? random.nextLong() : shape;
            chunks.add(random.nextInt(3) == 0 ? new RandomChunk(shape, random).bytes() : served.next());
        }
        return chunks;
    }

    private static byte[] framed(List<byte[]> chunks, Random random) {
        var stream = new ByteArrayOutputStream();
        String usual = any(List.of("\n\n", "\n\n", "\r\n\r\n", "\r\r"), random);
        for (byte[] chunk : chunks) {
            boolean odd = random.nextInt(10) == 0;
            String begin = odd
                    ? any(List.of("data:", "data:  ", ": ping\n\ndata: ", "event: error\ndata: ", ""), random)
                    : "data: ";
            String end = random.nextInt(10) == 0
                    ? any(List.of("\n", "\n\n", "\r\n\n", "\n: ping\n\n", " \n\n"), random)
                    : usual;
            stream.writeBytes(begin.getBytes(StandardCharsets.UTF_8));
            stream.writeBytes(chunk);
            stream.writeBytes(end.getBytes(StandardCharsets.UTF_8));
        }
        return stream.toByteArray();
    }

    private static String any(List<String> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }

    private static List<Object> meaning(byte[] bytes, int cut, JsonPointer costField) {
        Set<String> flags = new HashSet<>();
        var assembly = new StreamAssembly(costField, flags);
        var decoder = new SseDecoder(assembly);
        decoder.feed(bytes, 0, cut);
        decoder.feed(bytes, cut, bytes.length);
        decoder.finish();
        List<Object> meaning = new ArrayList<>();
        for (int i = 0; i < assembly.events().size(); i++) {
            meaning.add(assembly.events().classes(i) + "@" + assembly.events().end(i));
        }
        var times = new EventTimes(Recorded.plain("").answer().times(), new long[] {bytes.length, 1});
        meaning.add(assembly.events().output(times));
        meaning.add(assembly.chunks());
        meaning.add(assembly.limited());
        meaning.add(String.valueOf(assembly.error()));
        meaning.add(assembly.chosen().malformed());
        meaning.add(withoutCost(assembly.envelope().completion(assembly.chosen(), Map.of())));
        // Where all of a chunk may be a cost, it is a doubtful one.
        flags.remove("cost_doubtful");
        meaning.add(flags);
        return meaning;
    }

    private static Completion withoutCost(Completion all) {
        return new Completion(
                all.kind(),
                all.text(),
                all.reasoning(),
                all.refusal(),
                all.toolCalls(),
                all.finish(),
                all.nativeFinish(),
                all.id(),
                all.model(),
                all.usage(),
                null,
                all.likelihood());
    }
}
