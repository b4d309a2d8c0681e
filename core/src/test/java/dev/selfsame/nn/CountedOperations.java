package dev.selfsame.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.selfsame.tensor.Tensor;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;

/** Computes what is described, and compares each shape with that of {@link ActivationCount}. */
final class CountedOperations {
    private CountedOperations() {}

    @SuppressWarnings("unchecked")
    static Operations<Tensor> of(int side) {
        return (Operations<Tensor>) Proxy.newProxyInstance(
                CountedOperations.class.getClassLoader(), new Class<?>[] {Operations.class}, (proxy, method, given) -> {
                    Object made = method.invoke(new TensorOperations(side), given);
                    if (made instanceof Tensor tensor) {
                        Object counted = method.invoke(new ActivationCount(side), shapes(method, given));
                        assertArrayEquals(tensor.shape(), (long[]) counted, method.getName());
                    }
                    return made;
                });
    }

    /** What stands for a tensor has the type Object here; weights are tensors still. */
    private static Object[] shapes(Method method, Object[] given) {
        Object[] shapes = given.clone();
        for (int i = 0; i < shapes.length; i++) {
            if (method.getParameterTypes()[i] == Object.class) {
                shapes[i] = ((Tensor) given[i]).shape();
            } else if (given[i] instanceof List<?> several && several.get(0) instanceof Tensor) {
                shapes[i] = several.stream().map(one -> ((Tensor) one).shape()).toList();
            }
        }
        return shapes;
    }
}
