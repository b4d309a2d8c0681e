package dev.selfsame.cli;

/** What the help says of a SOURCE. */
final class SourceHelp {
    /** Images, whether labelled or not. */
    static final String IMAGES =
            "Images: a folder of any nesting, a text file of paths, a folder or file of CIFAR, STL-10 or MNIST"
                    + " (FOLDER:test for the test images), or demo (drawn images; demo:test has others).";

    /** How images are labelled. */
    static final String LABELLED =
            "a folder with one sub-folder per class (cat/1.jpg), a text file with a tab and the class"
                    + " behind each path, a folder or file of CIFAR, STL-10 or MNIST (FOLDER:test for the test images),"
                    + " or demo (drawn images)";

    private SourceHelp() {}
}
