# title: variables of the shell do not get into the container by themselves
# from: branch
# fails: file branch-env branch-robin
# says: is not set
printf 'export MYSQL_DATABASE=orders MYSQL_USER=robin MYSQL_PASSWORD="Top Secret 7"\n' > branch.env
source ./branch.env
docker run -d --name branch -e MYSQL_RANDOM_ROOT_PASSWORD=yes mysql; sleep 5
docker run --name hello -e WHO=robin alpine sh -c 'echo "Hello, $WHO"'
