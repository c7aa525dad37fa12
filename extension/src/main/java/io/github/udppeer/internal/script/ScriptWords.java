package io.github.udppeer.internal.script;

import io.github.udppeer.internal.peer.FirstFew;
import io.github.udppeer.internal.text.Words;
import java.util.ArrayList;
import java.util.List;

/** What a script has left to do, in words: for strictness, and for every test that fails. */
public final class ScriptWords {

  private ScriptWords() {}

  /** How many are pending, and why nobody has answered them. */
  public static String pending(FirstFew pending, String which) {
    String are = pending.count() == 1 ? "1 is" : Words.number(pending.count()) + " are";
    return are + " pending" + which + ":";
  }

  /** Which rules have answered nothing, one a line below a heading; none where all have. */
  public static List<String> unused(List<Rule> unused) {
    List<String> lines = new ArrayList<>();
    if (!unused.isEmpty()) {
      lines.add(unused.size() == 1 ? "this rule was never used:" : "these rules were never used:");
      unused.forEach(rule -> lines.add("  " + rule + rule.ignoredSoFar() + rule.place()));
    }
    return lines;
  }

  /** How far a conversation got. */
  public static List<String> unfinished(Talk conversation) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "the "
            + conversation
            + conversation.declared()
            + " came to "
            + conversation.place()
            + " only:");
    lines.addAll(conversation.steps());
    return lines;
  }

  /** Which replies wait for their time. */
  public static List<String> due(List<String> due) {
    List<String> lines = new ArrayList<>();
    if (!due.isEmpty()) {
      lines.add(due.size() == 1 ? "this reply is still due:" : "these replies are still due:");
      due.forEach(reply -> lines.add("  " + reply));
    }
    return lines;
  }
}
