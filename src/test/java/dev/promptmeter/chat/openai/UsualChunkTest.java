package dev.promptmeter.chat.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.SuiteLine;
import dev.promptmeter.TestScale;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
    void anyStreamOfChunksMeansWhatItsTreesMean() {
        long seed = TestScale.seed(5);
        Random random = new Random(seed);
        try (SuiteLine line = SuiteLine.begin(18, "usual chunks and their trees", seed)) {
            for (int i = 0; i < TestScale.of(4_000, 1_000_000); i++) {
                List<byte[]> chunks = new ArrayList<>();
                for (int n = 1 + random.nextInt(6); n > 0; n--) {
                    chunks.add(new RandomChunk(random).bytes());
                }

                assertThat(meaning(chunks, COST)).as(text(chunks)).isEqualTo(meaning(chunks, ALL_BY_TREE));
                line.count();
            }
        }
    }

    private static String text(List<byte[]> chunks) {
        StringBuilder text = new StringBuilder();
        chunks.forEach(chunk -> text.append(new String(chunk, StandardCharsets.UTF_8)).append('\n'));
        return text.toString();
    }

    private static List<Object> meaning(List<byte[]> chunks, JsonPointer costField) {
        Set<String> flags = new HashSet<>();
        var assembly = new StreamAssembly(costField, flags);
        List<Object> events = new ArrayList<>();
        for (int i = 0; i < chunks.size(); i++) {
            byte[] chunk = chunks.get(i);
            assembly.data(chunk, 0, chunk.length, i + 1);
            events.add(assembly.chunks());
        }
        for (int i = 0; i < assembly.events().size(); i++) {
            events.add(assembly.events().end(i));
            events.add(assembly.events().classes(i));
        }
        events.add(assembly.events().output(new EventTimes(Recorded.plain("").answer().times(), new long[] {99, 1})));
        events.add(String.valueOf(assembly.error()));
        events.add(assembly.limited());
        Draft draft = assembly.chosen();
        events.add(assembly.envelope().completion(draft, java.util.Map.of()).toString().replaceFirst("statedPico=[^,]*", ""));
        events.add(draft.malformed());
        flags.remove("cost_doubtful");
        events.add(flags);
        return events;
    }
}
