# title: line by line, root's password added with -e
# from: branch
echo 'MYSQL_DATABASE=orders' > branch.env
echo 'MYSQL_USER=robin' >> branch.env
echo 'MYSQL_PASSWORD=Top Secret 7' >> branch.env
docker container run --detach --name branch --env-file branch.env -e MYSQL_RANDOM_ROOT_PASSWORD=yes mysql
sleep 5
docker container run --name hello -e WHO=robin alpine sh -c 'echo "Hello, $WHO"'
