# title: containers that were renamed, and own exit codes
# from: still-life
docker run -d --name one alpine sleep 1000; docker run -d --name two alpine sleep 1000
docker rename one cake; docker rename two tea; docker pause tea
docker run --name toast alpine sh -c 'exit 0'; docker run -d --name coal alpine sleep 99; docker kill --signal KILL coal
docker create --name egg ubuntu bash
docker run -d --name ghost nginx; docker stop ghost; docker container rm ghost
