package dev.selfsame.view;

import java.util.List;

/** Views of one size, each with a transform of its own. */
record EqualViews(Normalize normalize, List<Transform> transforms, int side) implements Views {
    EqualViews {
        Ranges.checkSize("Views", "size", side);
        transforms = List.copyOf(transforms);
        if (transforms.isEmpty()) {
            throw new IllegalArgumentException("Views: at least one transform is needed, got none");
        }
    }

    @Override
    public int count() {
        return transforms.size();
    }

    @Override
    public int size(int view) {
        return side;
    }

    @Override
    public Transform transform(int view) {
        return transforms.get(view);
    }
}
