# title: there is no file
# from: branch
# fails: file
# says: There is no file branch.env
docker run -d --name branch -e MYSQL_RANDOM_ROOT_PASSWORD=yes -e MYSQL_DATABASE=orders -e MYSQL_USER=robin -e "MYSQL_PASSWORD=Top Secret 7" mysql; sleep 5
docker run --name hello -e WHO=robin alpine sh -c 'echo "Hello, $WHO"'
