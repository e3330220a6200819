package dev.connectivity.testing;

/** Contrast as WCAG 2 computes it. */
final class Contrast {

    /** Texts that stand out from their ground by less than 4.5, each with its ratio. */
    static final String TOO_FAINT =
            """
            const parse = text => { const [r, g, b, a = 1] = text.match(/[\\d.]+/g).map(Number); return { r, g, b, a }; };
            const luminance = ({ r, g, b }) => [r, g, b].map(v => v / 255)
                .map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
                .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
            const ground = node => {
              for (; node; node = node.parentElement) {
                const colour = parse(getComputedStyle(node).backgroundColor);
                if (colour.a === 1) return colour;
              }
              return { r: 255, g: 255, b: 255 };
            };
            const faint = [];
            const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            while (texts.nextNode()) {
              const node = texts.currentNode.parentElement;
              const box = node.getBoundingClientRect();
              if (!texts.currentNode.data.trim() || box.width < 3 || box.height < 3) continue;
              const [one, other] = [parse(getComputedStyle(node).color), ground(node)].map(luminance).sort((a, b) => b - a);
              const ratio = (one + .05) / (other + .05);
              if (ratio < 4.5) faint.push(`${ratio.toFixed(2)} ${node.className}: ${texts.currentNode.data.trim()}`);
            }
            return faint;
            """;

    private Contrast() {}
}
