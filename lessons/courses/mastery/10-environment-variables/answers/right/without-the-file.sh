# title: the container gets the settings with -e, the file is only kept
# from: branch
printf 'MYSQL_DATABASE=orders\nMYSQL_USER=robin\nMYSQL_PASSWORD=Top Secret 7\n' > branch.env
docker run -d --name branch -e MYSQL_DATABASE=orders -e MYSQL_USER=robin -e "MYSQL_PASSWORD=Top Secret 7" -e MYSQL_ROOT_PASSWORD=root mysql; sleep 5
export WHO=robin
docker run --name hello -e WHO alpine sh -c "echo Hello, \$WHO"
