extension PageScript {
  /// Whether a person could act on an element now, and where they would point at it.
  static let actionability = #"""
    // The element that a press at a point of the viewport would reach.
    function hitAt(x, y) {
      let hit = document.elementFromPoint(x, y);
      while (hit && hit.shadowRoot) {
        const inner = hit.shadowRoot.elementFromPoint(x, y);
        if (!inner || inner === hit) break;
        hit = inner;
      }
      return hit;
    }
    function boxOf(element) {
      let best = null;
      for (const box of element.getClientRects()) {
        if (box.width > 0 && box.height > 0
          && (!best || box.width * box.height > best.width * best.height)) best = box;
      }
      if (best || styleOf(element).display !== 'contents') return best;
      for (const child of childrenOf(element)) {
        const inner = child.nodeType === 1 ? boxOf(child) : null;
        if (inner) return inner;
      }
      return null;
    }
    // Centre first, then four points between it and the corners, as far as they are in the viewport.
    function pointsOf(element) {
      const box = boxOf(element);
      if (!box) return [];
      const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth);
      const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
      if (right - left < 1 || bottom - top < 1) return [];
      const at = (x, y) => ({
        x: Math.min(Math.floor(left + (right - left) * x), innerWidth - 1),
        y: Math.min(Math.floor(top + (bottom - top) * y), innerHeight - 1),
      });
      return [at(0.5, 0.5), at(0.2, 0.5), at(0.8, 0.5), at(0.5, 0.2), at(0.5, 0.8)];
    }
    function reaches(hit, element) {
      return hit && (isWithin(hit, element) || hit.control === element
        || labelsOf(element).some((label) => isWithin(hit, label)));
    }
    // Where a point lies from the in-view centre point (W3C WebDriver section 12.1), from which presses
    // in frames are measured.
    function fromCentre(element, point) {
      const box = element.getClientRects()[0] || {left: 0, right: 0, top: 0, bottom: 0};
      const middle = (from, to, size) => Math.floor(
        (Math.max(0, Math.min(from, to)) + Math.min(size, Math.max(from, to))) / 2);
      return {
        dx: point.x - middle(box.left, box.right, innerWidth),
        dy: point.y - middle(box.top, box.bottom, innerHeight),
      };
    }
    // {x, y} or the element that covers all points, after scrolling where that helps.
    function aim(element) {
      let cover = null;
      for (const block of [null, 'center', 'end', 'start']) {
        if (block) element.scrollIntoView({block: block, inline: 'center', behavior: 'instant'});
        for (const point of pointsOf(element)) {
          const hit = hitAt(point.x, point.y);
          if (reaches(hit, element)) return point;
          cover = cover || hit;
        }
      }
      return {cover: cover};
    }
    function isMoving(element) {
      if (!document.getAnimations) return false;
      return document.getAnimations().some((animation) => {
        const effect = animation.effect;
        if (animation.playState !== 'running' || !effect || !effect.target) return false;
        const timing = effect.getComputedTiming();
        if (timing.endTime === Infinity || !isWithin(element, effect.target)) return false;
        return !effect.getKeyframes || effect.getKeyframes().some((frame) =>
          ['transform', 'translate', 'rotate', 'scale', 'left', 'top', 'right', 'bottom', 'width',
            'height', 'marginLeft', 'marginTop', 'maxHeight', 'inset', 'offsetDistance'].some(
            (property) => property in frame));
      });
    }
    const isHiddenControl = (element) => element.localName === 'input'
      && /^(checkbox|radio|file)$/.test(element.type);
    // What keeps a person from acting on an element, or {x, y}.
    function approach(element, needsEnabled) {
      let target = element;
      if (needsEnabled && isDisabled(element)) return {why: 'is disabled'};
      if (!isShown(element) || isHiddenControl(element) && !boxOf(element)) {
        // Drawn checkboxes are labels over a control that is not shown.
        target = isHiddenControl(element) ? labelsOf(element).find(isShown) : null;
        if (!target) return {why: 'is not visible'};
      }
      if (isMoving(target)) return {why: 'keeps moving'};
      const point = aim(target);
      if (!point.cover && point.x === undefined) return {why: 'cannot be scrolled into view'};
      if (!point.cover) return {...point, label: target !== element};
      const label = labelsOf(element).find((other) => other !== target && isShown(other));
      const other = label ? aim(label) : null;
      if (other && other.x !== undefined) return {...other, label: true};
      return {why: `is covered by ${brief(point.cover)}`};
    }
    """#
}
