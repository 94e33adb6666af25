package dev.promptmeter.chat.openai;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Chunks as servers send them, one after the other of the same form; now and then one differs in a little more than its text. */
final class ServedChunk {

    private static final List<String> FORMS = List.of(
            "{'id':'c','object':'chunk','created':1,'model':'m','choices':[{'index':0,'delta':{'content':'@'},'finish_reason':null}]}",
            "{'id':'c','object':'chunk','created':1,'model':'m','choices':[{'index':0,'delta':{'content':'@'},'finish_reason':null}]}",
            "{'choices':[{'delta':{'content':'@'},'index':0,'logprobs':null}],'usage':null,'id':'c','model':'m','obfuscation':'x'}",
            "{'id': 'c', 'choices': [{'index': 1, 'delta': {'role': 'assistant', 'content': '@'}, 'finish_reason': ''}]}",
            "{'id':'c','choices':[{'index':0,'delta':{'reasoning':'@','reasoning_details':[{'text':'hm'}]}}]}",
            "{'id':'c','choices':[{'index':0,'delta':{'reasoning':'@','reasoning_content':'hm','content':null}}]}",
            "{'id':'c','choices':[{'index':0,'delta':{'reasoning_content':'@'}}]}",
            "{'id':'c','choices':[{'index':0,'delta':{'content':'a','reasoning':'@'}}]}",
            "{'id':'c','choices':[{'index':0,'delta':{'refusal':'@'}}]}");
    private static final List<String> CALLS = List.of(
            "{'index':0,'id':'c','type':'function','function':{'name':'f','arguments':''}}",
            "{'index':0,'type':'function','function':{'name':'f','arguments':''}}",
            "{'index':0,'id':'c','function':{'name':'f','arguments':'@'}}",
            "{'index':0,'id':'c','type':'custom','custom':{'name':'f','input':'@'}}",
            "{'index':0,'function':{'arguments':'@'}}",
            "{'index':0,'function':{'name':null,'arguments':'@'}}",
            "{'index':0,'type':'other','function':{'arguments':'@'}}",
            "{'function':{'arguments':'@'},'index':0},{'index':0,'function':{'arguments':'@'}}",
            "{'function':{'arguments':'@'}}");
    private static final List<String> TEXTS =
            List.of("Par", "is", "Paris", "\\n", "\\\"", "\\u00e9", "\\ud83d", "é", "漢", "😀", "");
    private static final List<List<String>> CHANGES = List.of(
            List.of("null", "'stop'"),
            List.of("null", "'error'"),
            List.of("'id':'c'", "'id':'d'"),
            List.of("'id':'c'", "'error':{'code':503}"),
            List.of("'id':'c',", "'id':'c','id':'c',"),
            List.of("'index'", "'custom'"),
            List.of("'choices'", "'statusCode':'503','choices'"),
            List.of("'choices'", "'statusCode':'503','message'"),
            List.of("'choices'", "'id'"),
            List.of("'index':0", "'index':1"),
            List.of("'index':0", "'index':0,'id':'d'"),
            List.of("'index':0", "'index':0,'custom':{'input':'x'}"),
            List.of("'arguments'", "'name':'g','arguments'"),
            List.of("'m'", "'n'"),
            List.of("'chunk'", "'error'"),
            List.of("}]}", "}],'usage':{'completion_tokens':2}}"),
            List.of("}]}", "}],'meta':{'usage':{'usd_spent':1}}}"),
            List.of("}]}", "},{'index':1,'delta':{'content':'b'}}]}"));

    private final Random random;
    private final List<String> forms;
    private String form;

    /** Chunks of a stream of text, or of tool calls. */
    ServedChunk(Random random) {
        this.random = random;
        this.forms = random.nextInt(3) > 0
                ? FORMS
                : CALLS.stream()
                        .map(call -> "{'choices':[{'delta':{'tool_calls':[" + call + "]}}]}")
                        .toList();
        this.form = any(forms);
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** {@return the next one} */
    byte[] next() {
        form = random.nextInt(4) == 0 ? any(forms) : form;
        String chunk = form;
        if (random.nextInt(5) == 0) {
            List<String> change = any(CHANGES);
            chunk = chunk.replace(change.get(0), change.get(1));
        }
        byte[] bytes =
                chunk.replace('\'', '"').replace("@", any(TEXTS) + any(TEXTS)).getBytes(StandardCharsets.UTF_8);
        return random.nextInt(8) == 0 ? damaged(bytes) : bytes;
    }

    private byte[] damaged(byte[] bytes) {
        int at = random.nextInt(bytes.length);
        if (random.nextInt(3) == 0) {
            return Arrays.copyOf(bytes, at);
        }
        bytes[at] = (byte) (random.nextBoolean() ? random.nextInt(256) : "\"{}[],:0n ".charAt(random.nextInt(10)));
        return bytes;
    }
}
