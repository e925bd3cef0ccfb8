import type { Token } from 'markdown-it';
import type { Span, Style } from './style.js';

/** The text of a paragraph as styled pieces. Without colours, code keeps its backticks. */
export function renderInline(token: Token, colours: boolean): readonly Span[] {
  const spans: Span[] = [];
  const styles: Style[] = [];
  let target = '';
  for (const child of token.children ?? []) {
    const style = styles.at(-1) ?? 'plain';
    switch (child.type) {
      case 'text':
        spans.push({ text: child.content, style });
        break;
      case 'softbreak':
      case 'hardbreak':
        spans.push({ text: ' ', style });
        break;
      case 'code_inline':
        spans.push(colours ? { text: child.content, style: 'code' } : { text: `\`${child.content}\``, style: 'plain' });
        break;
      case 'strong_open':
        styles.push('bold');
        break;
      case 'em_open':
        styles.push('italic');
        break;
      case 'link_open':
        styles.push('link');
        target = String(child.attrGet('href') ?? '');
        break;
      case 'link_close':
        styles.pop();
        if (target !== '') spans.push({ text: ` (${target})`, style: 'dim' });
        break;
      case 'strong_close':
      case 'em_close':
        styles.pop();
        break;
      default:
        if (child.content !== '') spans.push({ text: child.content, style });
    }
  }
  return spans;
}
